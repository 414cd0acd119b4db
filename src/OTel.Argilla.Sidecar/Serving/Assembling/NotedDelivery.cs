using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Traces.Items;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>
/// Notes of which trace each record was made, and has the journal keep which span names it, before it goes to delivery: a process that comes after a crash must
/// not give it another name, which would make two of one. Of the assembler's thread.
/// </summary>
internal sealed class NotedDelivery(IRecordDelivery delivery, IJournal journal, UnpackedChunks chunks, Settlement settlement, Action wake) : IRecordDelivery
{
    private const int ChunkSize = 4 * 1024;

    private readonly ItemWriter _names = new(ChunkSize, keepsResources: false);
    private readonly Queue<(Task Kept, List<RecordDocument> Records)> _waiting = new();
    private List<RecordDocument> _records = [];
    private OpenChunk? _chunk;

    /// <summary>The trace that is being evaluated.</summary>
    public TraceId Trace { get; set; }

    /// <summary>The pair whose record is being made.</summary>
    public Pair? Pair { get; set; }

    public void Enqueue(RecordDocument record)
    {
        settlement.Await(Trace, record);
        _records.Add(record);
        if (Pair?.Span is OtlpSpan { IsRecordKept: false } span)
        {
            span.IsRecordKept = true;
            _chunk ??= new OpenChunk(journal.NextChunkId(), chunks, []);
            if (_names.AddRecord(span.TraceId, span.SpanId, out var unit))
            {
                settlement.Add(span.TraceId, _chunk, unit);
            }
        }
    }

    /// <summary>Hands over the records whose names the journal keeps by now. False when some wait for that.</summary>
    public bool HandOver()
    {
        if (_records.Count > 0)
        {
            _waiting.Enqueue((Keep(), _records));
            _records = [];
        }

        while (_waiting.TryPeek(out var first) && first.Kept.IsCompleted)
        {
            _waiting.Dequeue();
            first.Records.ForEach(delivery.Enqueue);
        }

        return _waiting.Count == 0;
    }

    public bool Flush(int timeoutMilliseconds) => delivery.Flush(timeoutMilliseconds);

    public bool Shutdown(int timeoutMilliseconds) => delivery.Shutdown(timeoutMilliseconds);

    /// <summary>The delivery is somebody else's.</summary>
    public void Dispose()
    {
    }

    /// <summary>A journal that is full keeps no names; the records go all the same.</summary>
    private Task Keep()
    {
        if (_chunk is not { } chunk)
        {
            return Task.CompletedTask;
        }

        var kept = journal.AppendAsync([new JournalChunk(chunk.Id, _names.Written.ToArray())]);
        _names.Clear();
        _chunk = null;
        if (kept.IsCompleted)
        {
            return Task.CompletedTask;
        }

        var task = kept.AsTask();
        task.ConfigureAwait(false).GetAwaiter().OnCompleted(wake);
        return task;
    }
}
