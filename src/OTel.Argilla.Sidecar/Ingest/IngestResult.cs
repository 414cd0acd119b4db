namespace OTel.Argilla.Sidecar.Ingest;

/// <summary>The answer to a request.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="RejectedItems">Spans or log records that were not kept and will not be on another try, by <see cref="IngestStatus.Accepted"/>.</param>
/// <param name="Message">For an operator: what is wrong, and what to do. Holds nothing of the request's content.</param>
/// <param name="RetryAfter">When to try again, by <see cref="IngestStatus.Unavailable"/>.</param>
/// <param name="Items">All spans or log records of the request, whatever became of them; zero when it could not be read.</param>
internal readonly record struct IngestResult(IngestStatus Status, long RejectedItems = 0, string? Message = null, TimeSpan? RetryAfter = null, long Items = 0)
{
    /// <summary>Everything is kept.</summary>
    public static IngestResult Accepted => new(IngestStatus.Accepted);
}
