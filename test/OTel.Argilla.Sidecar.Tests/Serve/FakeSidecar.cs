using OTel.Argilla.Sidecar.Ingest;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Serving;

namespace OTel.Argilla.Sidecar.Tests.Serve;

/// <summary>Stands behind the receivers: takes everything, and stands as the test says.</summary>
internal sealed class FakeSidecar(SidecarOptions options) : ISidecar
{
    private long _spans;

    public SidecarOptions Options => options;

    public long Spans => Interlocked.Read(ref _spans);

    public SidecarState State { get; set; } = new();

    /// <summary>The time it was given to stop in; null while it runs.</summary>
    public TimeSpan? Stopped { get; private set; }

    public bool IsDisposed { get; private set; }

    public ValueTask<IngestResult> IngestAsync(OtlpSignal signal, OtlpFormat format, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var batch = new OtlpBatch();
        OtlpDecoder.Decode(body, format, signal, batch);
        var items = batch.Spans.Count + batch.Links.Count;
        Interlocked.Add(ref _spans, items);
        return ValueTask.FromResult(IngestResult.Accepted with { Items = items });
    }

    public SidecarState Look() => State;

    public Task StopAsync(TimeSpan timeout)
    {
        Stopped = timeout;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
