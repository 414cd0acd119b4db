namespace OTel.Argilla.Sidecar.Receivers.Answers;

/// <summary>
/// The codes of both protocols, chosen by what clients do on them. They try again on 429 and 503, on UNAVAILABLE and DEADLINE_EXCEEDED, and on RESOURCE_EXHAUSTED
/// when it comes with a RetryInfo; on everything else they drop what they have. 500, INTERNAL and UNKNOWN are therefore never answered.
/// </summary>
internal static class AnswerCodes
{
    public const int InvalidArgument = 3;
    public const int Unimplemented = 12;

    public static int Http(AnswerKind kind) => kind switch
    {
        AnswerKind.Accepted => 200,
        AnswerKind.Malformed or AnswerKind.UnknownEncoding => 400,
        AnswerKind.TooLarge => 413,
        AnswerKind.Unauthenticated => 401,
        AnswerKind.Throttled => 429,
        _ => 503,
    };

    /// <summary>The code of gRPC, which is also the code of the Status message that HTTP answers hold.</summary>
    public static int Grpc(AnswerKind kind) => kind switch
    {
        AnswerKind.Accepted => 0,
        AnswerKind.Malformed => InvalidArgument,
        AnswerKind.UnknownEncoding => Unimplemented,
        AnswerKind.TooLarge or AnswerKind.Throttled => 8,
        AnswerKind.Unauthenticated => 16,
        AnswerKind.Expired => 4,
        _ => 14,
    };
}
