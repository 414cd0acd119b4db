using OTel.Argilla.Exporter.Dialects;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Step 3, outermost: the candidates without a candidate above them, and outside of tools, guardrails and evaluators. Each is an interaction,
/// or brackets several.
/// </summary>
internal static class OutermostStep
{
    public static void Run(Workspace work, Bracket bracket)
    {
        // Parents come before their children.
        foreach (var node in work.Nodes)
        {
            if (node.Parent is { } parent)
            {
                node.IsInsideOpaque = parent.IsInsideOpaque || parent.Kind.IsOpaque();
                node.IsInsideJudge = parent.IsInsideJudge || parent.Kind == SpanKind.Judge;
            }

            if (node.IsCandidate && !node.HasOutcome)
            {
                Place(node, work.Options);
            }
        }

        foreach (var node in work.Nodes)
        {
            if (node.IsOutermost)
            {
                bracket.AddRuns(node);
            }
        }

        if (work.Interactions.Count > 1)
        {
            work.Interactions.Sort(Interaction.ByStart);
        }
    }

    private static void Place(SpanNode node, PairOptions options)
    {
        if (node.IsInsideJudge)
        {
            node.Decide(SkipReason.Guardrail);
        }
        else if (node.IsInsideOpaque && !node.IsInsideCandidate && !options.IncludeInsideTools)
        {
            node.Decide(SkipReason.InsideTool);
        }
        else
        {
            // A run within a bracket lies inside a candidate and may still give a record: those are decided last.
            node.IsOutermost = !node.IsInsideCandidate;
        }
    }
}
