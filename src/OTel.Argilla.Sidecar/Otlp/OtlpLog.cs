using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>A GenAI log record, with the span that it names; a judgement may name its response alone.</summary>
/// <param name="TraceId">The span's trace.</param>
/// <param name="SpanId">The span.</param>
/// <param name="Event">What it says.</param>
internal readonly record struct OtlpLog(TraceId TraceId, SpanId SpanId, OtlpLogEvent Event);
