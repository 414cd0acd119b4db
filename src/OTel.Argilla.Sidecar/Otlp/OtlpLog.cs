using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>A GenAI log record, with the span that it names.</summary>
internal readonly record struct OtlpLog(TraceId TraceId, SpanId SpanId, SpanEvent Event);
