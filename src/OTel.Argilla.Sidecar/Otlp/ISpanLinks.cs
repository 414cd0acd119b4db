using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>Knows the parents of spans that are not GenAI, so that an interaction's outermost span is found through them.</summary>
internal interface ISpanLinks
{
    /// <summary>False when no such span has come.</summary>
    bool TryGet(TraceId traceId, SpanId spanId, out SpanPlace place);

    /// <summary>Whether a parent that has not come is one that will: not every parent is sent.</summary>
    /// <param name="traceId">The trace.</param>
    /// <param name="serviceName">The service that runs the parent.</param>
    bool Expects(TraceId traceId, string? serviceName);
}
