using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// The prompt that a chain's input variables were rendered into: what the model was asked below, if it holds the value of every variable, all
/// calls that do hold them were asked the same, and something says that a template is at work.
/// </summary>
internal sealed class Template
{
    private readonly Workspace _work;
    private readonly PromptStep _prompts;

    public Template(Workspace work, PromptStep prompts)
    {
        _work = work;
        _prompts = prompts;
    }

    public Prompt? Render(SpanNode chain, List<Utf8Text> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        var below = _work.Rent();
        Workspace.AddVisibleBelow(chain, below);
        below.Sort(SpanNode.ByStart);
        var rendered = IsAtWork(chain, below) ? Agreed(below, values) : null;
        _work.Return(below);
        return rendered;
    }

    private static bool IsAtWork(SpanNode chain, List<SpanNode> below)
    {
        if (chain.Children.Exists(static c => c.Kind == SpanKind.PromptTemplate))
        {
            return true;
        }

        foreach (var node in below)
        {
            if (node.Children.Exists(static c => c.Kind == SpanKind.PromptTemplate) || (node.Kind == SpanKind.Llm && IsDirectlyBelow(node, chain)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A wrapper of the call (<c>orchestrate_tools</c>) does not come between.</summary>
    private static bool IsDirectlyBelow(SpanNode node, SpanNode chain)
    {
        var at = node;
        while (at.Levels == 1 && at.Parent is { Kind: SpanKind.Wrapper } wrapper && wrapper != chain)
        {
            at = wrapper;
        }

        return at.Levels == 1 && at.Parent == chain;
    }

    private Prompt? Agreed(List<SpanNode> below, List<Utf8Text> values)
    {
        Prompt? rendered = null;
        foreach (var node in below)
        {
            if (node.Kind != SpanKind.Llm || node.Parent?.Kind == SpanKind.Llm)
            {
                continue;
            }

            var prompts = _prompts.Of(node);
            if (prompts.Count != 1 || prompts[0] is not { } prompt || !HoldsAll(prompt, values))
            {
                continue;
            }

            if (rendered is { } other && !other.Text.Equals(prompt.Text))
            {
                return null;
            }

            rendered ??= prompt;
        }

        return rendered;
    }

    private bool HoldsAll(Prompt prompt, List<Utf8Text> values)
    {
        foreach (var value in values)
        {
            var text = Utf8.Trim(value.Span);
            var found = prompt.Text.Span.IndexOf(text) >= 0;
            for (var i = 0; !found && i < prompt.Messages.Count; i++)
            {
                found = _work.Reader.TextOf(prompt.Messages[i]).Span.IndexOf(text) >= 0;
            }

            if (!found)
            {
                return false;
            }
        }

        return true;
    }
}
