using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Traces;

/// <summary>The spans of one trace with their parents: a list while it is short, since most traces are.</summary>
internal sealed class LinksOfTrace
{
    private const int SearchLimit = 16;

    private readonly List<(SpanId Span, SpanId Parent, bool IsError)> _links = new(1);
    private Dictionary<SpanId, int>? _byId;

    public int Count => _links.Count;

    /// <summary>False when the span is known; what was said of it first stays.</summary>
    public bool Add(SpanId spanId, SpanId parentId, bool isError)
    {
        if (Find(spanId) >= 0)
        {
            return false;
        }

        _byId?.Add(spanId, _links.Count);
        _links.Add((spanId, parentId, isError));
        if (_byId is null && _links.Count > SearchLimit)
        {
            _byId = [];
            for (var i = 0; i < _links.Count; i++)
            {
                _byId.Add(_links[i].Span, i);
            }
        }

        return true;
    }

    public bool TryGet(SpanId spanId, out SpanId parentId, out bool isError)
    {
        var at = Find(spanId);
        (parentId, isError) = at < 0 ? (default, false) : (_links[at].Parent, _links[at].IsError);
        return at >= 0;
    }

    private int Find(SpanId spanId)
    {
        if (_byId is not null)
        {
            return _byId.TryGetValue(spanId, out var known) ? known : -1;
        }

        for (var i = 0; i < _links.Count; i++)
        {
            if (_links[i].Span == spanId)
            {
                return i;
            }
        }

        return -1;
    }
}
