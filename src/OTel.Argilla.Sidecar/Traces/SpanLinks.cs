using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Traces;

/// <summary>
/// The parents of all spans, GenAI or not, for as long as their traces matter. Bounded: beyond the bound the trace that came first is forgotten,
/// whose GenAI spans then look as if their parents had never been sent. Not thread-safe.
/// </summary>
internal sealed class SpanLinks : ISpanLinks
{
    private readonly Dictionary<TraceId, LinksOfTrace> _traces = [];
    private readonly Queue<TraceId> _order = new();
    private readonly int _maxLinks;
    private int _count;

    /// <param name="maxLinks">How many spans are remembered at most; each takes some 50 bytes.</param>
    public SpanLinks(int maxLinks) => _maxLinks = maxLinks;

    /// <summary>How many spans are remembered.</summary>
    public int Count => _count;

    public void Add(TraceId traceId, SpanId spanId, SpanId parentId, bool isError)
    {
        if (!_traces.TryGetValue(traceId, out var links))
        {
            links = new LinksOfTrace();
            _traces.Add(traceId, links);
            _order.Enqueue(traceId);
        }

        _count += links.Add(spanId, parentId, isError) ? 1 : 0;
        while (_count > _maxLinks && _order.Count > 1)
        {
            Forget(_order.Dequeue());
        }
    }

    /// <summary>Nothing of the trace is needed any more.</summary>
    public void Forget(TraceId traceId)
    {
        if (_traces.Remove(traceId, out var links))
        {
            _count -= links.Count;
        }

        // Traces that were forgotten by name leave their place in the line empty.
        if (_order.Count > 1024 && _order.Count > 2 * _traces.Count)
        {
            var left = _order.Where(_traces.ContainsKey).ToArray();
            _order.Clear();
            foreach (var id in left)
            {
                _order.Enqueue(id);
            }
        }
    }

    public bool TryGetParent(TraceId traceId, SpanId spanId, out SpanId parentId, out bool isError)
    {
        parentId = default;
        isError = false;
        return _traces.TryGetValue(traceId, out var links) && links.TryGet(spanId, out parentId, out isError);
    }
}
