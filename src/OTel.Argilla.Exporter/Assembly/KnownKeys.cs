using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Names under which applications keep a question or an answer in their own data, the most telling first.</summary>
internal static class KnownKeys
{
    public static readonly string[] Input =
    [
        "input", "question", "query", "prompt", "user_input", "user_message", "user_msg", "message", "request", "task", "instruction",
    ];

    public static readonly string[] Output =
    [
        "output", "answer", "final_answer", "response", "result", "text", "content", "completion", "generation", "output_text", "final_output", "message", "raw",
    ];

    /// <summary>The member of this name, in any case of letters.</summary>
    public static Value Find(Value data, string name, out Utf8Text actualName)
    {
        foreach (var member in data.Members)
        {
            if (IsName(member.Name.Span, name))
            {
                actualName = member.Name;
                return member.Value;
            }
        }

        actualName = default;
        return default;
    }

    /// <summary>Null, an empty text, list or object, or a mark of redaction.</summary>
    public static bool IsEmpty(Value value) =>
        value.IsNothing
        || (value.IsText && (value.Text.IsEmpty || Unusable.IsRedactionMark(value.Text.Span)))
        || ((value.IsArray || value.IsObject) && value.Count == 0);

    /// <summary>A text that somebody wrote.</summary>
    public static bool IsSpeech(Value value) =>
        value.IsText && !value.Text.IsBlank && !Unusable.IsRedactionMark(value.Text.Span) && !Unusable.IsObjectRepresentation(value.Text.Span);

    /// <summary>True when any text within is the representation of an object: then the whole says little.</summary>
    public static bool HoldsRepresentation(Value data)
    {
        foreach (var item in data.Items)
        {
            if (HoldsRepresentation(item))
            {
                return true;
            }
        }

        foreach (var member in data.Members)
        {
            if (HoldsRepresentation(member.Value))
            {
                return true;
            }
        }

        return data.IsText && Unusable.IsObjectRepresentation(data.Text.Span);
    }

    private static bool IsName(ReadOnlySpan<byte> actual, string name)
    {
        if (actual.Length != name.Length)
        {
            return false;
        }

        for (var i = 0; i < actual.Length; i++)
        {
            if (Utf8.ToLower(actual[i]) != name[i])
            {
                return false;
            }
        }

        return true;
    }
}
