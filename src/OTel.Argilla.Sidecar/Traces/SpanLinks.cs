using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Traces;

/// <summary>
/// The parents of all spans, GenAI or not, for as long as their traces matter. Bounded: beyond the bound the trace that has been silent longest is forgotten,
/// those with GenAI spans that wait last; their GenAI spans then look as if their parents had never been sent. Not thread-safe.
/// </summary>
internal sealed class SpanLinks : ISpanLinks
{
    /// <summary>Names of services come from clients.</summary>
    private const int MaxServices = 10_000;

    private readonly Dictionary<TraceId, LinksOfTrace> _traces = [];
    private readonly ListOf<LinksOfTrace> _others = new();
    private readonly ListOf<LinksOfTrace> _held = new();
    private readonly int _maxLinks;
    private readonly LinkRows _rows = new();
    private readonly HashSet<string> _sendRoots = new(StringComparer.Ordinal);
    private LinksOfTrace? _last;

    /// <param name="maxLinks">How many spans are remembered at most; each takes some 25 bytes.</param>
    public SpanLinks(int maxLinks) => _maxLinks = maxLinks;

    /// <summary>How many spans are remembered.</summary>
    public int Count { get; private set; }

    /// <summary>Of how many traces.</summary>
    public int Traces => _traces.Count;

    public void Add(TraceId traceId, SpanId spanId, SpanPlace place) => Add(Touch(traceId), spanId, place);

    /// <summary>Takes the place of a span that is not GenAI.</summary>
    public void AddOther(TraceId traceId, SpanId spanId, SpanPlace place)
    {
        var trace = Touch(traceId);
        trace.HasOthers = true;
        Add(trace, spanId, place);
    }

    /// <summary>Takes the place of a GenAI span.</summary>
    public void AddGenAI(OtlpSpan span)
    {
        Add(span.TraceId, span.SpanId, new SpanPlace(span.ParentSpanId, span.IsError, span.IsParentLocal));
        if (!span.IsParentLocal && _sendRoots.Count < MaxServices)
        {
            _ = _sendRoots.Add(span.ServiceName ?? string.Empty);
        }
    }

    /// <summary>
    /// Who sends GenAI spans alone (most apps in .NET, whose web server makes a span that nobody records) never sends what runs around them. A service is known to
    /// send it where spans that are not GenAI come too, or once a GenAI span has come from it that nothing runs around.
    /// </summary>
    public bool Expects(TraceId traceId, string? serviceName) => Find(traceId)?.HasOthers == true || _sendRoots.Contains(serviceName ?? string.Empty);

    /// <summary>GenAI spans or log records of the trace wait: it is forgotten last.</summary>
    public void Hold(TraceId traceId) => _held.MoveToEnd(Touch(traceId));

    /// <summary>The trace was evaluated, and waits no more, although something may still come of it: it is forgotten before those that wait, however long they do.</summary>
    public void Release(TraceId traceId)
    {
        if (Find(traceId) is { } trace)
        {
            _others.MoveToEnd(trace);
        }
    }

    /// <summary>Nothing of the trace is needed any more.</summary>
    public void Forget(TraceId traceId)
    {
        if (_traces.Remove(traceId, out var trace))
        {
            Count -= trace.Count;
            trace.List!.Remove(trace);
            trace.LetGo();
            _last = ReferenceEquals(_last, trace) ? null : _last;
        }
    }

    public bool TryGet(TraceId traceId, SpanId spanId, out SpanPlace place)
    {
        place = default;
        return Find(traceId) is { } trace && trace.TryGet(spanId, out place);
    }

    private void Add(LinksOfTrace trace, SpanId spanId, SpanPlace place)
    {
        Count += trace.Add(spanId, place) ? 1 : 0;
        while (Count > _maxLinks)
        {
            Forget((_others.First ?? _held.First)!.Id);
        }
    }

    private LinksOfTrace Touch(TraceId traceId)
    {
        if (Find(traceId) is not { } trace)
        {
            trace = new LinksOfTrace(traceId, _rows);
            _traces.Add(traceId, trace);
            _last = trace;
        }

        (trace.List ?? _others).MoveToEnd(trace);
        return trace;
    }

    /// <summary>Spans of one trace come together.</summary>
    private LinksOfTrace? Find(TraceId traceId)
    {
        if (_last?.Id == traceId)
        {
            return _last;
        }

        return _traces.TryGetValue(traceId, out var trace) ? _last = trace : null;
    }
}
