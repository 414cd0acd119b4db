using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>A span's place in the tree.</summary>
/// <param name="ParentSpanId">Its parent, or the default value for a root.</param>
/// <param name="IsError">It has failed.</param>
/// <param name="IsParentLocal">Its parent is of its own process, by what the SDK said.</param>
internal readonly record struct SpanPlace(SpanId ParentSpanId, bool IsError, bool IsParentLocal);
