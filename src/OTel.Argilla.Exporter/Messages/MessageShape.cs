namespace OTel.Argilla.Exporter.Messages;

/// <summary>Is this value a message, in any SDK's form?</summary>
internal static class MessageShape
{
    public static bool IsMessage(Value value)
    {
        if (value.IsArray)
        {
            return IsPair(value);
        }

        if (!value.IsObject)
        {
            return false;
        }

        var fields = MessageFields.Of(value);
        return fields.Role.IsText || IsMessage(fields);
    }

    /// <summary>Every element is a message, and there is one.</summary>
    public static bool AreMessages(Value array)
    {
        foreach (var item in array.Items)
        {
            if (!IsMessage(item))
            {
                return false;
            }
        }

        return array.IsArray && array.Count > 0;
    }

    /// <summary>The item kinds of the OpenAI Responses API that are messages without a role.</summary>
    public static bool IsResponsesItem(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("function_call"u8) || type.SequenceEqual("function_call_output"u8) || type.SequenceEqual("reasoning"u8);

    private static bool IsMessage(in MessageFields fields)
    {
        if (!fields.LangChain.IsNothing && fields.LangChainArguments.IsObject)
        {
            return Roles.TryParse(ClassName(fields.Id).Span, out _);
        }

        var type = fields.Type.Text.Span;
        if (Roles.TryParse(type, out _) && (fields.Data.Kind != ValueKind.Absent || fields.Content.Kind != ValueKind.Absent))
        {
            return true;
        }

        return IsResponsesItem(type) || IsOfAutoGen(fields) || IsParts(fields) || HasMessage(fields.Message);
    }

    /// <summary>A message or event of AutoGen: it has a source instead of a role.</summary>
    public static bool IsOfAutoGen(in MessageFields fields)
    {
        var type = fields.Type.Text.Span;
        return fields.Source.IsText && fields.Content.Kind != ValueKind.Absent && (type.EndsWith("Message"u8) || type.EndsWith("Event"u8));
    }

    /// <summary>The last element of a LangChain constructor's id, or the id itself.</summary>
    public static Utf8Text ClassName(Value id) => id.IsArray ? id.At(id.Count - 1).Text : id.Text;

    /// <summary>A tuple of LangChain: <c>["human", "text"]</c>.</summary>
    private static bool IsPair(Value array) =>
        array.Count == 2 && array.At(0).IsText && Roles.TryParse(array.At(0).Text.Span, out _) && array.At(1).Kind is ValueKind.Text or ValueKind.Array;

    /// <summary><c>parts</c> marks a message only when nothing but a second member stands beside it, and its elements are objects.</summary>
    private static bool IsParts(in MessageFields fields)
    {
        if (!fields.Parts.IsArray || fields.Count > 2)
        {
            return false;
        }

        foreach (var part in fields.Parts.Items)
        {
            if (!part.IsObject)
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasMessage(Value message) =>
        message.IsObject && (message.TryGet("role"u8, out _) || message.TryGet("content"u8, out _));
}
