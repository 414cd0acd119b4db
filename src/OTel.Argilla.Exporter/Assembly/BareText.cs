using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// A run whose input is one bare text. Mostly that is the prompt. But an instrumentation may have written the only variable of a template so
/// (OpenInference over LangChain), or a whole history run together (Agno): then the calls below show what was really asked.
/// </summary>
internal sealed class BareText
{
    private readonly Workspace _work;
    private readonly PromptStep _prompts;
    private readonly Template _template;

    public BareText(Workspace work, PromptStep prompts, Template template)
    {
        _work = work;
        _prompts = prompts;
        _template = template;
    }

    /// <summary>What the text stands for; null when it stands for itself.</summary>
    public Prompt? StandsFor(IReadOnlyList<Message> messages, SpanNode node)
    {
        if (node.Children.Count == 0 || messages.Count != 1 || messages[0] is not { Role: Role.User, RoleName.IsEmpty: true, Texts.Count: 1, Media.Count: 0 } message)
        {
            return null;
        }

        var text = message.Texts[0];
        return (IsVariable(node) ? _template.Render(node, [text]) : null) ?? Unfolded(text, node);
    }

    /// <summary>A template lies below, or LangChain's completion model, which has none.</summary>
    private static bool IsVariable(SpanNode node) =>
        node.Children.Exists(static c => c.Kind == SpanKind.PromptTemplate || (c.Kind == SpanKind.Llm && OpenInference.IsCompletion(c.Attributes)));

    private Prompt? Unfolded(Utf8Text text, SpanNode node)
    {
        if (text.Span.IndexOf((byte)'\n') < 0)
        {
            return null;
        }

        var below = _work.Rent();
        Workspace.AddVisibleBelow(node, below);
        below.RemoveAll(static n => n.Kind != SpanKind.Llm);
        below.Sort(SpanNode.ByDepth);
        var messages = below.Count > 0 ? _prompts.ContentOf(below[0]).Messages : [];
        _work.Return(below);
        var start = messages.Count > 0 && messages[0].Role == Role.System ? 1 : 0;
        return messages.Count - start > 1 && messages[messages.Count - 1].Role == Role.User && AreLinesOf(text, messages, start)
            ? _prompts.FromMessages(messages)
            : null;
    }

    /// <summary>The texts of all messages in a row, white space aside.</summary>
    private static bool AreLinesOf(Utf8Text text, IReadOnlyList<Message> messages, int start)
    {
        var rest = text.Span;
        for (var i = start; i < messages.Count; i++)
        {
            foreach (var piece in messages[i].Texts)
            {
                var trimmed = Utf8.Trim(piece.Span);
                rest = rest.Slice(Utf8.LeadingWhiteSpace(rest));
                if (!rest.StartsWith(trimmed))
                {
                    return false;
                }

                rest = rest.Slice(trimmed.Length);
            }
        }

        return Utf8.Trim(rest).IsEmpty;
    }
}
