using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Explain;

/// <summary>Names and parents of the spans that are not GenAI, to draw the tree through them.</summary>
internal sealed class OtherSpans
{
    private readonly Dictionary<TraceId, Dictionary<SpanId, OtherSpan>> _traces = [];

    public void Add(in SpanLink link, string name)
    {
        if (!_traces.TryGetValue(link.TraceId, out var spans))
        {
            _traces.Add(link.TraceId, spans = []);
        }

        _ = spans.TryAdd(link.SpanId, new OtherSpan(link.ParentSpanId, name, link.IsError, link.StartUnixNano, link.EndUnixNano));
    }

    public bool TryGet(TraceId traceId, SpanId spanId, out OtherSpan span)
    {
        span = default;
        return _traces.TryGetValue(traceId, out var spans) && spans.TryGetValue(spanId, out span);
    }

    public int CountOf(TraceId traceId) => _traces.TryGetValue(traceId, out var spans) ? spans.Count : 0;
}
