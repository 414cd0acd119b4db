using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Ingest;

/// <summary>Takes export requests, whichever way they came. The receivers are adapters over it and know nothing of what is behind.</summary>
internal interface IIngestService
{
    /// <summary>
    /// Takes a whole request. What is answered as accepted is kept for good: the client forgets its spans. Never throws but for the caller's cancellation.
    /// </summary>
    /// <param name="signal">Traces or logs.</param>
    /// <param name="format">The encoding.</param>
    /// <param name="body">The body, decompressed. Not used after the task has ended, so that its buffer can be reused.</param>
    /// <param name="cancellationToken">Ends the wait; the request may be kept nevertheless.</param>
    ValueTask<IngestResult> IngestAsync(OtlpSignal signal, OtlpFormat format, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
