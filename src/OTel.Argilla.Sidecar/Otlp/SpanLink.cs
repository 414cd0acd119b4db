using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>
/// What is kept of a span that is not GenAI: its place in the tree, and where in the request its name stands. A value, so that most spans of most
/// requests allocate nothing.
/// </summary>
internal readonly record struct SpanLink(
    TraceId TraceId,
    SpanId SpanId,
    SpanId ParentSpanId,
    long StartUnixNano,
    long EndUnixNano,
    int NameStart,
    int NameLength,
    bool IsError,
    bool IsParentLocal);
