using OTel.Argilla.Exporter.Dialects;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Step 3, outermost: the candidates without a candidate above them, and outside of tools, guardrails and evaluators.</summary>
internal static class OutermostStep
{
    public static void Run(Workspace work)
    {
        // Parents come before their children.
        foreach (var node in work.Nodes)
        {
            if (node.Parent is { } parent)
            {
                node.IsInsideCandidate = parent.IsInsideCandidate || parent.IsCandidate;
                node.IsInsideOpaque = parent.IsInsideOpaque || parent.Kind.IsOpaque();
                node.IsInsideJudge = parent.IsInsideJudge || parent.Kind == SpanKind.Judge;
            }

            if (node.IsCandidate && !node.HasOutcome)
            {
                Place(node, work.Options);
            }
        }
    }

    private static void Place(SpanNode node, PairOptions options)
    {
        if (node.IsInsideJudge)
        {
            node.Decide(SkipReason.Guardrail);
        }
        else if (node.IsInsideCandidate)
        {
            // A run within a bracket may still be taken out of here; the rest is decided in the last step.
        }
        else if (node.IsInsideOpaque && !options.IncludeInsideTools)
        {
            node.Decide(SkipReason.InsideTool);
        }
        else
        {
            node.IsOutermost = true;
        }
    }
}
