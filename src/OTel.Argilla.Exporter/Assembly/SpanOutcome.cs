using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>What became of one candidate span.</summary>
/// <param name="Span">The candidate.</param>
/// <param name="Reason">Null when it gave one or more records; otherwise a constant of <see cref="SkipReason"/>.</param>
/// <param name="Hint">What to switch on when the content is missing; null when there is nothing to say.</param>
internal readonly record struct SpanOutcome(Span Span, string? Reason, string? Hint);
