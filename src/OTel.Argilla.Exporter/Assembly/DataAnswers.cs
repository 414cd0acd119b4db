using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// The answer of a run whose output is data: the value of a known key, its only value, or the data as JSON. Of a state that repeats the input
/// only what is new can be an answer.
/// </summary>
internal sealed class DataAnswers
{
    private readonly Workspace _work;
    private readonly AnswerReader _answers;

    public DataAnswers(Workspace work, AnswerReader answers)
    {
        _work = work;
        _answers = answers;
    }

    public string? Read(Value data, SpanNode node, Content input, List<Answer> answers)
    {
        if (data.IsArray)
        {
            return data.Count > 0 && StateOf(data.At(data.Count - 1)) is { IsObject: true } last
                ? _answers.Read(_work.Reader.Read(last, Role.Assistant), node, Content.None, answers)
                : FromArray(data, input, answers);
        }

        if (!data.IsObject)
        {
            return Add(data, answers);
        }

        if (data["outputs"u8] is { IsArray: true } outputs)
        {
            foreach (var item in outputs.Items)
            {
                _answers.AddFirst(_work.Reader.Read(item, Role.Assistant), node, answers);
            }

            return AnswerReader.HoldAny(answers) ? null : SkipReason.NoContent;
        }

        var state = input.Kind == ContentKind.Data && input.Data.IsObject ? input.Data : default;
        if (!HasNews(data, state))
        {
            return SkipReason.NoAnswer;
        }

        foreach (var name in KnownKeys.Output)
        {
            var value = KnownKeys.Find(data, name, out var actual);
            if (!KnownKeys.IsEmpty(value) && !IsRepresentation(value) && IsNew(actual, value, state))
            {
                return FromValue(value, node, answers);
            }
        }

        return CountNews(data, state, out var only) switch
        {
            0 => IsRedacted(data) ? SkipReason.NoContent : SkipReason.EmptyResponse,
            1 => FromValue(only, node, answers),
            _ => KnownKeys.HoldsRepresentation(data) ? SkipReason.NoContent : Add(data.ToJson(), answers),
        };
    }

    private string? FromValue(Value value, SpanNode node, List<Answer> answers)
    {
        if (value.IsScalar)
        {
            return Add(value, answers);
        }

        var content = _work.Reader.Read(value, Role.Assistant);
        var why = _answers.Read(content, node, Content.None, answers);
        return answers.Count > 0 ? null : content.Kind == ContentKind.Data || why is SkipReason.ToolCallOnly or SkipReason.EmptyResponse ? why : Add(value.ToJson(), answers);
    }

    /// <summary>
    /// The state with messages that is all of this item, or all that a node of a graph added: of a graph whose stream was listed, the last counts.
    /// </summary>
    private static Value StateOf(Value item)
    {
        while (item.IsObject && item["messages"u8] is not { IsArray: true, Count: > 0 })
        {
            if (item.Count != 1)
            {
                return default;
            }

            foreach (var member in item.Members)
            {
                item = member.Value;
                break;
            }
        }

        return item;
    }

    /// <summary>Texts are the pieces of a stream, unless each answers an item of an array of the same length.</summary>
    private string? FromArray(Value data, Content input, List<Answer> answers)
    {
        if (data.Count == 0)
        {
            return SkipReason.EmptyResponse;
        }

        var pieces = new List<Utf8Text>();
        var redacted = 0;
        foreach (var item in data.Items)
        {
            if (item.IsText)
            {
                pieces.Add(item.Text);
                redacted += Unusable.IsRedactionMark(item.Text.Span) ? 1 : 0;
            }
        }

        if (redacted == data.Count || KnownKeys.HoldsRepresentation(data))
        {
            return SkipReason.NoContent;
        }

        return pieces.Count < data.Count || (input.Kind == ContentKind.Data && input.Data.IsArray && input.Data.Count == data.Count)
            ? Add(data.ToJson(), answers)
            : Add(_work.Tape.Join(pieces, default), answers);
    }

    private static string? Add(Value value, List<Answer> answers) => value.IsText ? Add(value.Text, answers) : Add(value.ToJson(), answers);

    private static string? Add(Utf8Text text, List<Answer> answers)
    {
        if (text.IsEmpty)
        {
            return SkipReason.EmptyResponse;
        }

        if (Unusable.IsRedactionMark(text.Span) || Unusable.IsObjectRepresentation(text.Span))
        {
            return SkipReason.NoContent;
        }

        answers.Add(new Answer(text, message: null));
        return null;
    }

    private static bool HasNews(Value data, Value state)
    {
        foreach (var member in data.Members)
        {
            if (IsNew(member.Name, member.Value, state))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>New members that say something.</summary>
    private static int CountNews(Value data, Value state, out Value only)
    {
        var count = 0;
        only = default;
        foreach (var member in data.Members)
        {
            if (!KnownKeys.IsEmpty(member.Value) && IsNew(member.Name, member.Value, state))
            {
                count++;
                only = member.Value;
            }
        }

        return count;
    }

    private static bool IsNew(Utf8Text name, Value value, Value state) =>
        !state.IsObject || !state.TryGet(name.Span, out var before) || before.Kind != value.Kind || !before.ToJson().Equals(value.ToJson());

    private static bool IsRepresentation(Value value) => value.IsText && Unusable.IsObjectRepresentation(value.Text.Span);

    /// <summary>Where nothing else is left: something was said.</summary>
    private static bool IsRedacted(Value data)
    {
        foreach (var member in data.Members)
        {
            if (member.Value.IsText && Unusable.IsRedactionMark(member.Value.Text.Span))
            {
                return true;
            }
        }

        return false;
    }
}
