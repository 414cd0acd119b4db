using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Explain;

/// <summary>What is known of a span that is not GenAI.</summary>
internal readonly record struct OtherSpan(SpanId ParentId, string Name, bool IsError, long StartUnixNano, long EndUnixNano);
