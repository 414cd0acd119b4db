using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// The prompt of a run whose input is data and no message: the value of a known key, the template that its values were
/// rendered into, its only value, or the data as JSON.
/// </summary>
internal sealed class DataPrompts
{
    private const int MaxDepth = 3;

    private readonly Workspace _work;
    private readonly PromptStep _prompts;
    private readonly Template _template;

    public DataPrompts(Workspace work, PromptStep prompts, Template template)
    {
        _work = work;
        _prompts = prompts;
        _template = template;
    }

    /// <summary>A list of prompts within data; an absent value when it is no batch.</summary>
    public static Value BatchOf(Value data)
    {
        var prompts = data["prompts"u8];
        prompts = prompts.IsArray ? prompts : data["prompt"u8];
        if (prompts.IsArray && prompts.Count > 0 && AreAllTexts(prompts))
        {
            return prompts;
        }

        var inputs = data["input_list"u8];
        return inputs.IsArray && inputs.Count > 0 ? inputs : default;
    }

    /// <summary>The object that the last user message of a run holds as JSON; an absent value when it holds words.</summary>
    public Value DataWithin(IReadOnlyList<Message> messages)
    {
        for (var i = messages.Count - 1; i >= 0; i--)
        {
            if (messages[i] is { Role: Role.User, HasText: true } message)
            {
                var text = Utf8.Trim(message.Texts[0].Span);
                if (message.Texts.Count != 1 || text.IsEmpty || text[0] != (byte)'{')
                {
                    return default;
                }

                var value = _work.Reader.Decode(_work.Tape.AddText(message.Texts[0].Bytes));
                return value.IsObject ? value : default;
            }
        }

        return default;
    }

    /// <summary>As <see cref="FromData"/>, for an object that may itself hold messages.</summary>
    public Prompt? FromWithin(Value data, SpanNode node)
    {
        var content = _work.Reader.Read(data, Role.User);
        return content.Kind == ContentKind.Messages ? _prompts.FromMessages(content.Messages) : FromData(data, node);
    }

    public Prompt? FromData(Value data, SpanNode node)
    {
        if (data.IsText)
        {
            return KnownKeys.IsSpeech(data) ? new Prompt { Text = data.Text } : null;
        }

        if (data.IsArray)
        {
            return AreAllTexts(data) && HoldsSpeech(data) && !KnownKeys.HoldsRepresentation(data) ? new Prompt { Text = data.ToJson(), IsStructured = true } : null;
        }

        if (Known(data, depth: 0) is { } known)
        {
            return known;
        }

        if (node.Kind == SpanKind.Llm || !node.IsOutermost)
        {
            return null;
        }

        var texts = new List<Utf8Text>();
        AddTexts(data, texts);
        if (_template.Render(node, texts) is { } rendered)
        {
            return new Prompt
            {
                Text = rendered.Text,
                Messages = rendered.Messages,
                Start = rendered.Start,
                End = rendered.End,
                LeavesNamedOut = rendered.LeavesNamedOut,
                IsSystem = rendered.IsSystem,
                Variables = data,
            };
        }

        return Single(data) is { IsText: true } only
            ? KnownKeys.IsSpeech(only) ? new Prompt { Text = only.Text, Variables = data } : null
            : texts.Count == 0 || KnownKeys.HoldsRepresentation(data) || IsAskedBelow(node) ? null : new Prompt { Text = data.ToJson(), IsStructured = true };
    }

    private Prompt? Known(Value data, int depth)
    {
        foreach (var name in KnownKeys.Input)
        {
            var value = KnownKeys.Find(data, name, out var actual);
            if (FromKnown(value, depth) is { } prompt)
            {
                return Beside(data, actual) is { Kind: not ValueKind.Absent } variables && prompt.Variables.Kind == ValueKind.Absent
                    ? new Prompt { Text = prompt.Text, Messages = prompt.Messages, Start = prompt.Start, End = prompt.End, LeavesNamedOut = prompt.LeavesNamedOut, Variables = variables }
                    : prompt;
            }
        }

        // Maps of maps: the sockets of components.
        if (depth < 2)
        {
            foreach (var member in data.Members)
            {
                if (member.Value.IsObject && member.Value.Count < 12)
                {
                    var content = _work.Reader.Read(member.Value, Role.User);
                    var nested = content.Kind switch
                    {
                        ContentKind.Messages => _prompts.FromMessages(content.Messages),
                        ContentKind.Data when content.Data.IsObject => Known(content.Data, depth + 1),
                        _ => null,
                    };
                    if (nested is not null)
                    {
                        return nested;
                    }
                }
            }
        }

        return null;
    }

    private Prompt? FromKnown(Value value, int depth)
    {
        if (value.IsText)
        {
            return KnownKeys.IsSpeech(value) ? new Prompt { Text = value.Text } : null;
        }

        if (value.Count == 0 || depth >= MaxDepth)
        {
            return null;
        }

        var content = _work.Reader.Read(value, Role.User);
        return content.Kind switch
        {
            ContentKind.Messages => _prompts.FromMessages(content.Messages),
            ContentKind.Data when value.IsObject => Known(value, depth + 1),
            _ => null,
        };
    }

    /// <summary>The texts beside the prompt, as an object of their own.</summary>
    private Value Beside(Value data, Utf8Text promptKey)
    {
        using var buffer = new MemoryStream();
        var any = false;
        using (var json = new System.Text.Json.Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var member in data.Members)
            {
                if (member.Value.IsText && !member.Name.Equals(promptKey))
                {
                    any = true;
                    json.WriteString(member.Name.Span, member.Value.Text.Span);
                }
            }

            json.WriteEndObject();
        }

        return any && _work.Tape.TryParseJson(buffer.ToArray(), out var value) ? value : default;
    }

    private bool IsAskedBelow(SpanNode node)
    {
        var below = _work.Rent();
        Workspace.AddVisibleBelow(node, below);
        var asked = false;
        foreach (var candidate in below)
        {
            asked = asked || (candidate.Kind is SpanKind.Llm or SpanKind.Agent && _prompts.Of(candidate).Count > 0);
        }

        _work.Return(below);
        return asked;
    }

    /// <summary>The only value there is, members that say nothing aside.</summary>
    private static Value Single(Value data)
    {
        while (data.IsObject && !ObjectContentReader.IsCommand(data))
        {
            Value only = default;
            var count = 0;
            foreach (var member in data.Members)
            {
                if (!KnownKeys.IsEmpty(member.Value))
                {
                    count++;
                    only = member.Value;
                }
            }

            if (count != 1)
            {
                break;
            }

            data = only;
        }

        return data;
    }

    private static bool HoldsSpeech(Value array)
    {
        foreach (var item in array.Items)
        {
            if (KnownKeys.IsSpeech(item))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AreAllTexts(Value array)
    {
        foreach (var item in array.Items)
        {
            if (!item.IsText)
            {
                return false;
            }
        }

        return true;
    }

    private static void AddTexts(Value data, List<Utf8Text> texts)
    {
        if (data.IsText && !data.Text.IsBlank && !Unusable.IsRedactionMark(data.Text.Span))
        {
            texts.Add(data.Text);
        }

        foreach (var item in data.Items)
        {
            AddTexts(item, texts);
        }

        foreach (var member in data.Members)
        {
            AddTexts(member.Value, texts);
        }
    }
}
