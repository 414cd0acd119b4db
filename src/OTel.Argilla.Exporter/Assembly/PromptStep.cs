using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Step 6, prompt: the last thing a person said, from the outermost span if it has one, else from the shallowest span below that has, the
/// earliest of them. Asked for by the steps before it, and read once for each span.
/// </summary>
internal sealed class PromptStep
{
    private readonly Workspace _work;
    private readonly DataPrompts _data;
    private readonly BareText _bare;

    public PromptStep(Workspace work)
    {
        _work = work;
        var template = new Template(work, this);
        _data = new DataPrompts(work, this, template);
        _bare = new BareText(work, this, template);
    }

    /// <summary>Gives the interaction its prompt, borrowed if need be.</summary>
    public void Fill(Interaction interaction)
    {
        var node = interaction.Node;
        interaction.PromptNode = interaction.InputNode = node;
        interaction.Prompts = Of(node);
        if (interaction.HasPrompt || node.Children.Count == 0)
        {
            return;
        }

        var below = _work.Rent();
        Workspace.AddVisibleBelow(node, below);
        below.Sort(SpanNode.ByDepth);
        foreach (var candidate in below)
        {
            if (candidate.IsCandidate && Of(candidate).Count > 0)
            {
                interaction.PromptNode = interaction.InputNode = candidate;
                interaction.Prompts = Of(candidate);
                break;
            }
        }

        _work.Return(below);
    }

    /// <summary>The prompts of this very span: none, one, or one for each item of a batch.</summary>
    public List<Prompt?> Of(SpanNode node)
    {
        var side = node.Input;
        if (!side.ArePromptsRead)
        {
            side.ArePromptsRead = true;
            Find(node, ContentOf(node), side.Prompts);
            if (!side.Prompts.Exists(static p => p is not null))
            {
                side.Prompts.Clear();
            }
        }

        return side.Prompts;
    }

    /// <summary>The input of this very span: the first source that holds a prompt.</summary>
    public Content ContentOf(SpanNode node)
    {
        var side = node.Input;
        if (!side.IsRead)
        {
            side.IsRead = true;
            foreach (var source in _work.Dialects.Sources(node.View, node.Kind, Side.Input))
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

                side.Any = side.Any.Kind == ContentKind.None ? content : side.Any;
                if (IsUsable(content))
                {
                    side.Content = content;
                    side.Source = source.Name;
                    side.IsSalvaged = source is SalvagedSource;
                    break;
                }
            }
        }

        return side.Content;
    }

    /// <summary>The prompt within messages; null when nobody says anything.</summary>
    public Prompt? FromMessages(IReadOnlyList<Message> messages)
    {
        var last = messages.Count - 1;
        while (last >= 0 && !Asks(messages[last]))
        {
            last--;
        }

        if (last < 0)
        {
            // A template that was rendered into the system prompt alone.
            return messages.Count == 1 && messages[0] is { Role: Role.System, HasText: true } system
                ? new Prompt { Text = _work.Reader.TextOf(system), Messages = messages, Start = 0, End = 1, IsSystem = true }
                : null;
        }

        // Context and question often come as two messages, with a system message between them at times. Among them a message with a name is another
        // agent's answer, if others have none.
        var start = last;
        int named = 0, unnamed = 0;
        for (var i = last; i >= 0 && (Asks(messages[i]) || messages[i].Role == Role.System); i--)
        {
            if (messages[i].Role == Role.User)
            {
                start = i;
                named += messages[i].Name.IsEmpty ? 0 : 1;
                unnamed += messages[i].Name.IsEmpty ? 1 : 0;
            }
        }

        var leavesNamedOut = named > 0 && unnamed > 0;
        return new Prompt
        {
            Text = Join(messages, start, last, leavesNamedOut),
            Messages = messages,
            Start = start,
            End = last + 1,
            LeavesNamedOut = leavesNamedOut,
        };
    }

    private static bool Asks(Message message) => message.Role == Role.User && message.HasTextOrMedia;

    private Utf8Text Join(IReadOnlyList<Message> messages, int start, int last, bool leavesNamedOut)
    {
        if (start == last)
        {
            return _work.Reader.FullTextOf(messages[last]);
        }

        var texts = new List<Utf8Text>(last - start + 1);
        for (var i = start; i <= last; i++)
        {
            if (messages[i].Role == Role.User && (!leavesNamedOut || messages[i].Name.IsEmpty))
            {
                texts.Add(_work.Reader.FullTextOf(messages[i]));
            }
        }

        return texts.Count == 1 ? texts[0] : _work.Tape.Join(texts, "\n\n"u8);
    }

    private static bool IsUsable(Content content)
    {
        switch (content.Kind)
        {
            case ContentKind.Messages:
                for (var i = 0; i < content.Messages.Count; i++)
                {
                    if (Asks(content.Messages[i]) || (content.Messages.Count == 1 && content.Messages[0] is { Role: Role.System, HasText: true }))
                    {
                        return true;
                    }
                }

                return false;
            case ContentKind.Batch:
                foreach (var item in content.Batch)
                {
                    if (item.Kind != ContentKind.None)
                    {
                        return true;
                    }
                }

                return false;
            default:
                return content.Data.Kind == ValueKind.Absent ? false : content.Data.Count > 0 || content.Data.IsScalar;
        }
    }

    private void Find(SpanNode node, Content content, List<Prompt?> prompts)
    {
        switch (content.Kind)
        {
            case ContentKind.Messages:
                FindInMessages(node, content.Messages, prompts);
                break;
            case ContentKind.Batch:
                foreach (var item in content.Batch)
                {
                    prompts.Add(item.Kind == ContentKind.Data ? _data.FromData(item.Data, node) : FromMessages(item.Messages));
                }

                break;
            case ContentKind.Data when DataPrompts.BatchOf(content.Data) is { Kind: not ValueKind.Absent } batch:
                foreach (var item in batch.Items)
                {
                    prompts.Add(_data.FromData(item, node));
                }

                break;
            case ContentKind.Data:
                AddIfAny(_data.FromData(content.Data, node), prompts);
                break;
            default:
                break;
        }
    }

    private void FindInMessages(SpanNode node, IReadOnlyList<Message> messages, List<Prompt?> prompts)
    {
        if (node.Kind == SpanKind.Llm)
        {
            if (messages.Count > 1 && CompletionCall.Is(node) && AreAllUsers(messages))
            {
                for (var i = 0; i < messages.Count; i++)
                {
                    prompts.Add(messages[i].HasText ? new Prompt { Text = _work.Reader.TextOf(messages[i]) } : null);
                }

                return;
            }
        }
        else if (_data.DataWithin(messages) is { Kind: not ValueKind.Absent } data)
        {
            AddIfAny(_data.FromWithin(data, node), prompts);
            return;
        }
        else if (_bare.StandsFor(messages, node) is { } prompt)
        {
            prompts.Add(prompt);
            return;
        }

        AddIfAny(FromMessages(messages), prompts);
    }

    private static bool AreAllUsers(IReadOnlyList<Message> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i].Role != Role.User)
            {
                return false;
            }
        }

        return true;
    }

    private static void AddIfAny(Prompt? prompt, List<Prompt?> prompts)
    {
        if (prompt is not null)
        {
            prompts.Add(prompt);
        }
    }
}
