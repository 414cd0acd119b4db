using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>Knows the parents of spans that are not GenAI, so that an interaction's outermost span is found through them.</summary>
internal interface ISpanLinks
{
    /// <summary>False when no such span has come.</summary>
    bool TryGet(TraceId traceId, SpanId spanId, out SpanPlace place);
}
