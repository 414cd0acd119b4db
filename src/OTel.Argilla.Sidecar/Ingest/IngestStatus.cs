namespace OTel.Argilla.Sidecar.Ingest;

/// <summary>What became of a request.</summary>
internal enum IngestStatus
{
    /// <summary>Kept, except for the rejected items.</summary>
    Accepted,

    /// <summary>It is not OTLP: sending it again would not help.</summary>
    Malformed,

    /// <summary>It cannot be kept now: the client shall send it again.</summary>
    Unavailable,
}
