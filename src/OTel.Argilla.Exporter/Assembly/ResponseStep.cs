using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Step 7, response: the final answer of the outermost span, else of the span below with the latest end that has one. Asked for by the steps
/// before it, and read once for each span.
/// </summary>
internal sealed class ResponseStep
{
    private readonly Workspace _work;
    private readonly PromptStep _prompts;
    private readonly AnswerReader _answers;

    public ResponseStep(Workspace work, PromptStep prompts)
    {
        _work = work;
        _prompts = prompts;
        _answers = new AnswerReader(work);
    }

    /// <summary>Gives the interaction its answers, borrowed if need be, or the reason why there is none.</summary>
    public void Fill(Interaction interaction)
    {
        var node = interaction.Node;
        interaction.AnswerNode = node;
        if (HasFailed(node))
        {
            interaction.Why = SkipReason.Error;
            return;
        }

        var own = Of(node);
        interaction.Answers = own.Answers;
        interaction.Why = own.Why;
        if (own.Why == SkipReason.NoContent && node.Children.Count > 0)
        {
            Borrow(interaction);
        }
    }

    /// <summary>The answers of this very span.</summary>
    public OutputSide Of(SpanNode node)
    {
        var side = node.Output;
        if (side.IsRead)
        {
            return side;
        }

        side.IsRead = true;
        side.Why = SkipReason.NoContent;
        foreach (var source in _work.Dialects.Sources(node.View, node.Kind, Side.Output))
        {
            if (source.IsInEvents && node.View.Events.Count == 0)
            {
                continue;
            }

            var content = source.Read(node.View, _work.Reader);
            if (content.Kind == ContentKind.None)
            {
                continue;
            }

            if (content.Kind == ContentKind.Messages && side.Messages.Kind == ContentKind.None && content.Messages.Count > 0)
            {
                side.Messages = content;
            }

            var why = _answers.Read(content, node, BeginningOf(node, content, source), side.Answers);
            if (side.Answers.Count > 0)
            {
                side.Why = null;
                side.Source = source.Name;
                side.IsSalvaged = source is SalvagedSource;
                break;
            }

            side.Why = side.Why == SkipReason.NoContent ? why : side.Why;
        }

        if (IsEcho(node, side))
        {
            side.Answers.Clear();
            side.Why = SkipReason.NoAnswer;
        }

        return side;
    }

    /// <summary>What the end of a run may repeat; nothing where one attribute holds both sides (Pydantic AI's whole conversation).</summary>
    private Content BeginningOf(SpanNode node, Content output, ContentSource source)
    {
        var input = output.Kind == ContentKind.Data || node.Kind != SpanKind.Llm ? _prompts.ContentOf(node) : Content.None;
        return node.Input.Source == source.Name ? Content.None : input;
    }

    private void Borrow(Interaction interaction)
    {
        var below = _work.Rent();
        Workspace.AddVisibleBelow(interaction.Node, below);
        MarkFailed(interaction.Node, below);
        below.Sort(SpanNode.ByLatestEnd);
        var failed = false;
        string? why = null;
        foreach (var candidate in below)
        {
            if (!candidate.IsCandidate)
            {
                continue;
            }

            failed |= candidate.Span.IsError;
            if (candidate.IsWithinFailed)
            {
                continue;
            }

            var side = Of(candidate);
            if (side.Answers.Count > 0)
            {
                interaction.Answers = side.Answers;
                interaction.AnswerNode = candidate;
                interaction.Why = null;
                break;
            }

            why ??= side.Why == SkipReason.NoContent ? null : side.Why;
        }

        if (interaction.Why is not null)
        {
            interaction.Why = failed ? SkipReason.Error : why ?? interaction.Why;
        }

        _work.Return(below);
    }

    /// <summary>What an Error span holds is not what the app got, nor is what lies below one (an output guardrail).</summary>
    /// <param name="top">What the answer is for; whether that failed itself is another question.</param>
    /// <param name="below">What lies below it, parents before their children.</param>
    private static void MarkFailed(SpanNode top, List<SpanNode> below)
    {
        foreach (var node in below)
        {
            node.IsWithinFailed = node.Span.IsError || node.HasErrorAbove || (node.Parent != top && node.Parent!.IsWithinFailed);
        }
    }

    private static bool HasFailed(SpanNode node) => node.Span.IsError || (node.Kind == SpanKind.Llm && HasException(node));

    private static bool HasException(SpanNode node) => node.View.Events.Exists(static e => e.Name == "exception");

    /// <summary>A run that gives its question back and had an exception below was interrupted.</summary>
    private bool IsEcho(SpanNode node, OutputSide side)
    {
        if (node.Kind == SpanKind.Llm || side.Answers.Count != 1 || node.Children.Count == 0)
        {
            return false;
        }

        var prompts = _prompts.Of(node);
        if (prompts.Count != 1 || prompts[0] is not { } prompt || !prompt.Text.Equals(side.Answers[0].Text))
        {
            return false;
        }

        var below = _work.Rent();
        Workspace.AddVisibleBelow(node, below);
        var broken = below.Exists(HasException);
        _work.Return(below);
        return broken;
    }
}
