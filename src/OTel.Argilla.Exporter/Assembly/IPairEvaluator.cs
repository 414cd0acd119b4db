using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>What the pipeline asks of <see cref="PairEvaluator"/>.</summary>
internal interface IPairEvaluator
{
    /// <inheritdoc cref="PairEvaluator.Pairs"/>
    List<Pair> Pairs { get; }

    /// <inheritdoc cref="PairEvaluator.Outcomes"/>
    List<SpanOutcome> Outcomes { get; }

    /// <inheritdoc cref="PairEvaluator.DanglingCallIds"/>
    List<string> DanglingCallIds { get; }

    /// <inheritdoc cref="PairEvaluator.AnsweredCallIds"/>
    List<string> AnsweredCallIds { get; }

    /// <inheritdoc cref="PairEvaluator.SeenTurns"/>
    List<SeenTurn> SeenTurns { get; }

    /// <inheritdoc cref="PairEvaluator.LinkedJudgements"/>
    List<LinkedJudgement> LinkedJudgements { get; }

    /// <inheritdoc cref="PairEvaluator.Evaluate"/>
    void Evaluate(IReadOnlyList<Span> spans);
}
