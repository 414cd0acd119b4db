namespace OTel.Argilla.Exporter.Messages;

/// <summary>What a part of a message of the conventions is.</summary>
internal enum MessagePartKind
{
    Text,
    Call,
    Result,
}

/// <summary>Parts of messages of the conventions.</summary>
internal static class MessageParts
{
    /// <summary>What a part with these members is; null when the conventions have none such.</summary>
    public static MessagePartKind? KindOf(MessageMembers members, Utf8Text type)
    {
        if (members == (MessageMembers.Type | MessageMembers.Content) && type.Is("text"u8))
        {
            return MessagePartKind.Text;
        }

        if ((members & MessageMembers.Content) != 0)
        {
            return null;
        }

        if ((members & MessageMembers.Response) == 0 && type.Is("tool_call"u8))
        {
            return MessagePartKind.Call;
        }

        return (members & (MessageMembers.Name | MessageMembers.Arguments)) == 0 && type.Is("tool_call_response"u8) ? MessagePartKind.Result : null;
    }

    /// <summary>Adds a part of which these texts are there; others are empty.</summary>
    public static void Add(Message message, MessagePartKind kind, Utf8Text content, Utf8Text id, Utf8Text name)
    {
        switch (kind)
        {
            case MessagePartKind.Text:
                message.Texts.Add(content);
                break;
            case MessagePartKind.Call:
                message.Calls.Add(new ToolCall(id, name));
                break;
            default:
                message.Results.Add(id);
                break;
        }
    }
}
