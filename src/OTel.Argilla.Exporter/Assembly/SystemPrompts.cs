#if NET9_0_OR_GREATER
using System.Buffers;
#endif
using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>The instructions of a turn: beside the messages, among them, or only on the first call below.</summary>
internal sealed class SystemPrompts
{
#if NET9_0_OR_GREATER
    private static readonly SearchValues<string> Roles = SearchValues.Create(["\"system\"", "\"developer\""], StringComparison.Ordinal);
#else
    private static readonly string[] Roles = ["\"system\"", "\"developer\""];
#endif

    private readonly Workspace _work;
    private readonly PromptStep _prompts;
    private readonly List<Utf8Text> _texts = [];

    public SystemPrompts(Workspace work, PromptStep prompts)
    {
        _work = work;
        _prompts = prompts;
    }

    public Utf8Text Of(Interaction interaction)
    {
        var node = interaction.First.Node;
        var text = On(node);
        text = text.IsEmpty && interaction.PromptNode != node ? On(interaction.PromptNode) : text;
        return text.IsEmpty && node.Children.Count > 0 && FirstCallBelow(node) is { } call ? On(call) : text;
    }

    private Utf8Text On(SpanNode node)
    {
        _texts.Clear();
        foreach (var key in _work.Dialects.SystemInstructions)
        {
            AddTexts(node.Attributes[key]);
            for (var i = 0; _texts.Count == 0 && i < node.View.Events.Count; i++)
            {
                AddTexts(node.View.Events[i][key.Name]);
            }
        }

        var messages = MayHoldSystem(node) ? _prompts.ContentOf(node).Messages : [];
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i] is { Role: Role.System, HasText: true } message)
            {
                _texts.Add(_work.Reader.TextOf(message));
            }
        }

        return _texts.Count switch
        {
            0 => default,
            1 => _texts[0],
            _ => _work.Tape.Join(_texts, "\n\n"u8),
        };
    }

    private void AddTexts(object? attribute)
    {
        if (attribute is null)
        {
            return;
        }

        var content = _work.Reader.Read(attribute, Role.System);
        if (content.Kind == ContentKind.Data)
        {
            AddPart(content.Data);
            foreach (var part in content.Data.Items)
            {
                AddPart(part);
            }
        }

        for (var i = 0; i < content.Messages.Count; i++)
        {
            if (content.Messages[i].HasText)
            {
                _texts.Add(_work.Reader.TextOf(content.Messages[i]));
            }
        }
    }

    private void AddPart(Value part)
    {
        var text = part["content"u8];
        text = text.IsText ? text : part["text"u8];
        if (text.IsText && !text.Text.IsBlank)
        {
            _texts.Add(text.Text);
        }
    }

    private SpanNode? FirstCallBelow(SpanNode node)
    {
        var below = _work.Rent();
        Workspace.AddVisibleBelow(node, below);
        SpanNode? first = null;
        foreach (var candidate in below)
        {
            if (candidate.Kind == SpanKind.Llm && (first is null || SpanNode.ByStart(candidate, first) < 0))
            {
                first = candidate;
            }
        }

        _work.Return(below);
        return first;
    }

    /// <summary>A long transcript is not parsed for a system message that it cannot hold.</summary>
    private static bool MayHoldSystem(SpanNode node) => node.Input.IsRead || node.Attributes.Encoded(Keys.InputMessages) switch
    {
        string text => MayHoldSystem(text),
        DeferredValue value => value.MayHold("system"u8) || value.MayHold("developer"u8),
        _ => true,
    };

#if NET9_0_OR_GREATER
    // One way through the text for both words: it comes from memory.
    private static bool MayHoldSystem(string text) => text.AsSpan().ContainsAny(Roles);
#else
    private static bool MayHoldSystem(string text) => Array.Exists(Roles, role => text.IndexOf(role, StringComparison.Ordinal) >= 0);
#endif
}
