using System.Collections.Concurrent;
using OTel.Argilla.Sidecar.Ingest;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>Stands behind the receivers: decodes what it gets, as what is there in earnest does, keeps a copy, and answers as the test says.</summary>
internal sealed class RecordingIngest : IIngestService
{
    private readonly ConcurrentQueue<(OtlpSignal Signal, OtlpFormat Format, byte[] Body)> _requests = new();
    private int _items;

    /// <summary>What was taken.</summary>
    public IReadOnlyList<(OtlpSignal Signal, OtlpFormat Format, byte[] Body)> Requests => [.. _requests];

    /// <summary>Spans and log records of all that was taken.</summary>
    public int Items => Volatile.Read(ref _items);

    /// <summary>What to do with a request that is OTLP; null: take it.</summary>
    public Func<CancellationToken, ValueTask<IngestResult>>? Answer { get; set; }

    public async ValueTask<IngestResult> IngestAsync(OtlpSignal signal, OtlpFormat format, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var copy = body.ToArray();
        var batch = new OtlpBatch();
        try
        {
            OtlpDecoder.Decode(copy, format, signal, batch);
        }
        catch (OtlpException exception)
        {
            return new IngestResult(IngestStatus.Malformed, 0, exception.Message);
        }

        var result = Answer is null ? IngestResult.Accepted : await Answer(cancellationToken);
        if (result.Status == IngestStatus.Accepted)
        {
            _requests.Enqueue((signal, format, copy));
            Interlocked.Add(ref _items, batch.Spans.Count + batch.Links.Count + batch.Logs.Count + batch.OtherLogs + batch.SpansWithoutId);
        }

        return result;
    }
}
