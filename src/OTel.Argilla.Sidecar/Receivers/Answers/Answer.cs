using OTel.Argilla.Sidecar.Ingest;

namespace OTel.Argilla.Sidecar.Receivers.Answers;

/// <summary>The answer to an export request.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Message">What the client's operator reads in his log: what is wrong, and what to do. Nothing of the request's content.</param>
/// <param name="RejectedItems">Spans or log records that were not kept, by <see cref="AnswerKind.Accepted"/>.</param>
/// <param name="RetryAfter">When to try again; set when and only when the client shall.</param>
/// <param name="Items">Spans or log records of the request, for the counts; zero when it was not read.</param>
internal readonly record struct Answer(AnswerKind Kind, string? Message = null, long RejectedItems = 0, TimeSpan? RetryAfter = null, long Items = 0)
{
    /// <summary>Clients wait at least some 5 seconds on their own: less does not speed anything up.</summary>
    public static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(5);

    public static Answer Accepted => new(AnswerKind.Accepted);

    public static Answer Malformed(string message) => new(AnswerKind.Malformed, message);

    public static Answer Unavailable(string message, TimeSpan? retryAfter = null) => new(AnswerKind.Unavailable, message, 0, retryAfter ?? DefaultRetryAfter);

    public static Answer Throttled(string message, TimeSpan? retryAfter = null) => new(AnswerKind.Throttled, message, 0, retryAfter ?? DefaultRetryAfter);

    public static Answer TooLarge(long maxBytes) => new(
        AnswerKind.TooLarge,
        $"The request is larger than {maxBytes} bytes after decompression: send smaller batches (send_batch_max_size of the Collector's batch processor, "
        + "OTEL_BSP_MAX_EXPORT_BATCH_SIZE of an SDK), or raise MaxBodyBytes of the receiver.");

    public static Answer Of(in IngestResult result) => result.Status switch
    {
        IngestStatus.Accepted => new(AnswerKind.Accepted, result.Message, result.RejectedItems, null, result.Items),
        IngestStatus.Malformed => Malformed(result.Message ?? "This is no OTLP request."),
        _ => Unavailable(result.Message ?? "The request cannot be kept now.", result.RetryAfter) with { Items = result.Items },
    };
}
