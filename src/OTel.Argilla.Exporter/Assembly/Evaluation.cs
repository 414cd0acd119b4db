namespace OTel.Argilla.Exporter.Assembly;

/// <summary>A machine's judgement of the answer (<c>gen_ai.evaluation.result</c>): it becomes a suggestion or metadata, never content.</summary>
/// <param name="Name">Name of the metric.</param>
/// <param name="Score">Score, if it is a number.</param>
/// <param name="Label">Label, if it has one.</param>
/// <param name="Explanation">The judge's words.</param>
/// <param name="Agent">Who judged, if it is said.</param>
internal sealed record Evaluation(string Name, double? Score, string? Label, string? Explanation, string? Agent);
