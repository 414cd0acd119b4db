using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// The nine steps (kind, tree, outermost, turns, twins, prompt, response, records, reasons) over the spans of one trace, or of the few traces that
/// one turn spreads over. Not thread-safe: it owns the tape that the pairs point into.
/// </summary>
internal sealed class PairEvaluator : IPairEvaluator
{
    public PairEvaluator(PairOptions options) => Options = options;

    public PairOptions Options { get; }

    /// <summary>The pairs of the last evaluation.</summary>
    public List<Pair> Pairs { get; } = [];

    /// <summary>One entry for each candidate span of the last evaluation.</summary>
    public List<SpanOutcome> Outcomes { get; } = [];

    /// <summary>Ids of tool calls that a turn of the last evaluation ended with (<see cref="SkipReason.ToolCallOnly"/>): a later trace may answer them.</summary>
    public List<string> DanglingCallIds { get; } = [];

    /// <summary>Ids of tool calls that a parentless span answers with nothing but tool results, while no span at hand made these calls.</summary>
    public List<string> AnsweredCallIds { get; } = [];

    /// <summary>Evaluates these spans, in any order. What the previous evaluation gave becomes invalid. Never throws on what spans hold.</summary>
    public void Evaluate(IReadOnlyList<Span> spans) => throw new NotSupportedException();
}
