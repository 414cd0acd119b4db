using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// The nine steps (kind, tree, outermost, turns, twins, prompt, response, records, reasons) over the spans of one trace, or of the few traces that
/// one turn spreads over. Not thread-safe: it owns the tape that the pairs point into.
/// </summary>
internal sealed class PairEvaluator : IPairEvaluator
{
    private readonly Workspace _work;
    private readonly TreeStep _tree = new();
    private readonly TurnStep _turns = new();
    private readonly Bracket _bracket;
    private readonly RecordStep _records;

    public PairEvaluator(PairOptions options)
    {
        Options = options;
        _work = new Workspace(options);
        // Steps 6 and 7 answer the others' questions, so that only what decides something is ever parsed.
        var prompts = new PromptStep(_work);
        var responses = new ResponseStep(_work, prompts);
        _bracket = new Bracket(_work, prompts, responses);
        _records = new RecordStep(_work, prompts);
    }

    public PairOptions Options { get; }

    /// <summary>All spans of the last evaluation with what was found out about them, parents before their children. Valid until the next one.</summary>
    public IReadOnlyList<SpanNode> Nodes => _work.Nodes;

    /// <summary>The outermost interactions of the last evaluation, also those that another one continues. Valid until the next one.</summary>
    public IReadOnlyList<Interaction> Interactions => _work.Interactions;

    /// <summary>The pairs of the last evaluation.</summary>
    public List<Pair> Pairs { get; } = [];

    /// <summary>One entry for each candidate span of the last evaluation.</summary>
    public List<SpanOutcome> Outcomes { get; } = [];

    /// <summary>Ids of tool calls that a turn of the last evaluation ended with (<see cref="SkipReason.ToolCallOnly"/>): a later trace may answer them.</summary>
    public List<string> DanglingCallIds { get; } = [];

    /// <summary>Ids of tool calls that a parentless span answers with nothing but tool results, while no span at hand made these calls.</summary>
    public List<string> AnsweredCallIds { get; } = [];

    /// <summary>The turns of the last evaluation that gave a record, for another trace that may hold another view of one of them.</summary>
    public List<SeenTurn> SeenTurns { get; } = [];

    /// <summary>Judgements that spans of the last evaluation carry of spans that they are linked to, and that were not handed over yet.</summary>
    public List<LinkedJudgement> LinkedJudgements { get; } = [];

    /// <inheritdoc cref="Workspace.Comparisons"/>
    public int Comparisons => _work.Comparisons;

    /// <summary>Evaluates these spans, in any order. What the previous evaluation gave becomes invalid. Never throws on what spans hold.</summary>
    public void Evaluate(IReadOnlyList<Span> spans)
    {
        Pairs.Clear();
        Outcomes.Clear();
        DanglingCallIds.Clear();
        AnsweredCallIds.Clear();
        SeenTurns.Clear();
        LinkedJudgements.Clear();
        _work.Reset();
        for (var i = 0; i < spans.Count; i++)
        {
            var node = _work.NewNode();
            node.View.Open(spans[i]);
            _work.Nodes.Add(node);
        }

        KindStep.Run(_work);
        _tree.Run(_work);
        KindStep.Settle(_work);
        OutermostStep.Run(_work, _bracket);
        _turns.Run(_work);
        TwinStep.Run(_work);
        if (Options.OneRecordPerTrace)
        {
            WholeTrace.Join(_work);
        }

        _records.Run(Pairs);
        ReasonStep.Run(_work, Outcomes);
        TraceLinks.Collect(_work, DanglingCallIds, AnsweredCallIds);
        SeenTurn.Collect(_work, SeenTurns);
        LinkedJudgement.Collect(_work, LinkedJudgements);
    }
}
