using OTel.Argilla.Exporter.Dialects;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Step 3, outermost: the candidates without a candidate above them, and outside of called tools, guardrails and evaluators. Each is an interaction,
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
                node.IsInsideTool = parent.IsInsideTool || IsCalledTool(parent);
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

    /// <summary>
    /// A tool that a model called, perhaps of another process: its caller's record speaks for what runs in it. A tool that the app ran by itself, a retriever and the
    /// like have no such caller.
    /// </summary>
    private static bool IsCalledTool(SpanNode node) =>
        (node.Kind == SpanKind.Tool && Spellings.ToolCallId.Text(node.Attributes) is not null) || (node.Kind.IsOpaque() && node.Attributes.Is(Keys.McpMethod, "tools/call"));

    private static void Place(SpanNode node, PairOptions options)
    {
        if (node.IsInsideJudge)
        {
            node.Decide(SkipReason.Guardrail);
        }
        else if (node.IsInsideTool && !node.IsInsideCandidate && !options.IncludeInsideTools)
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
