using OTel.Argilla.Exporter.Dialects;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Step 1, kind: a span is what its own keys say. One question stays open until the tree stands (see <see cref="Settle"/>).
/// </summary>
internal static class KindStep
{
    public static void Run(Workspace work)
    {
        foreach (var node in work.Nodes)
        {
            node.Kind = work.Dialects.KindOf(node.View);
        }
    }

    /// <summary>
    /// A function of Semantic Kernel that no candidate called is the app's own call of a prompt when a model answers below it: a chain. All
    /// others are tools. Needs the tree, parents before their children.
    /// </summary>
    public static void Settle(Workspace work)
    {
        foreach (var node in work.Nodes)
        {
            node.IsInsideCandidate = node.Parent is { } parent && (parent.IsInsideCandidate || parent.IsCandidate);
            if (node.Kind == SpanKind.PromptFunction)
            {
                node.Kind = !node.IsInsideCandidate && (SemanticKernel.IsInvokedPrompt(node.Span.Name) || CallsModel(node, work))
                    ? SpanKind.Wrapper
                    : SpanKind.Tool;
            }
        }
    }

    private static bool CallsModel(SpanNode node, Workspace work)
    {
        var below = work.Rent();
        Workspace.AddVisibleBelow(node, below);
        var found = below.Exists(static n => n.Kind is SpanKind.Llm or SpanKind.Agent);
        work.Return(below);
        return found;
    }
}
