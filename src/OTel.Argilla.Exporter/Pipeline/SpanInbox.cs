using System.Collections.Concurrent;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Pipeline;

/// <summary>
/// Where app threads put spans and log records without waiting for whoever evaluates. Bounded by the same limits as the buffer behind it.
/// </summary>
internal sealed class SpanInbox
{
    private readonly ConcurrentQueue<Item> _items = new();
    private readonly int _maxItems;
    private readonly long _maxBytes;
    private int _count;
    private long _bytes;

    public SpanInbox(int maxItems, long maxBytes)
    {
        _maxItems = maxItems;
        _maxBytes = maxBytes;
    }

    public bool TryAdd(Span span) => TryAdd(new Item(span, default, default, null), span.EstimatedBytes);

    public bool TryAdd(TraceId traceId, SpanId spanId, SpanEvent log) => TryAdd(new Item(null, traceId, spanId, log), log.EstimatedBytes);

    public bool TryTake(out Item item)
    {
        if (!_items.TryDequeue(out item))
        {
            return false;
        }

        Interlocked.Decrement(ref _count);
        Interlocked.Add(ref _bytes, -(item.Span?.EstimatedBytes ?? item.Log!.EstimatedBytes));
        return true;
    }

    private bool TryAdd(in Item item, int bytes)
    {
        if (Interlocked.Increment(ref _count) > _maxItems || Interlocked.Read(ref _bytes) + bytes > _maxBytes)
        {
            Interlocked.Decrement(ref _count);
            return false;
        }

        Interlocked.Add(ref _bytes, bytes);
        _items.Enqueue(item);
        return true;
    }

    /// <summary>A span, or a log record with the ids of its span.</summary>
    public readonly record struct Item(Span? Span, TraceId TraceId, SpanId SpanId, SpanEvent? Log);
}
