namespace OTel.Argilla.Sidecar.Receivers.Answers;

/// <summary>What a client is told, before it is put into the codes of its protocol.</summary>
internal enum AnswerKind
{
    /// <summary>Kept, or dropped on purpose: the client forgets it.</summary>
    Accepted,

    /// <summary>Not OTLP, or not what its headers say: sending it again would not help.</summary>
    Malformed,

    /// <summary>Compressed in a way that is not read, for which gRPC has a code of its own.</summary>
    UnknownEncoding,

    /// <summary>Over the limit after decompression: sending it again would not help.</summary>
    TooLarge,

    /// <summary>No valid token or key.</summary>
    Unauthenticated,

    /// <summary>The client has reached its own limit; it shall try again.</summary>
    Throttled,

    /// <summary>It cannot be kept now; the client shall try again.</summary>
    Unavailable,

    /// <summary>The client's deadline has passed; it tries again.</summary>
    Expired,
}
