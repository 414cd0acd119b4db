using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// The nine steps (kind, tree, outermost, turns, twins, prompt, response, records, reasons) over the spans of one trace, or of the few traces that
/// one turn spreads over. Not thread-safe: it owns the tape that the pairs point into.
/// </summary>
internal sealed class PairEvaluator
{
    public PairEvaluator(PairOptions options) => Options = options;

    public PairOptions Options { get; }

    /// <summary>The pairs of the last evaluation.</summary>
    public List<Pair> Pairs { get; } = [];

    /// <summary>One entry for each candidate span of the last evaluation.</summary>
    public List<SpanOutcome> Outcomes { get; } = [];

    /// <summary>Evaluates these spans, in any order. What the previous evaluation gave becomes invalid. Never throws on what spans hold.</summary>
    public void Evaluate(IReadOnlyList<Span> spans) => throw new NotSupportedException();
}
