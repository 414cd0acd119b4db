namespace OTel.Argilla.Exporter.Messages;

/// <summary>One message, in any SDK's form, into normal form.</summary>
internal static class SingleMessageReader
{
    public static Message? Read(MessageReader reader, Value value, Role defaultRole)
    {
        if (value.IsText)
        {
            var text = reader.Tape.AddMessage(defaultRole);
            text.Texts.Add(value.Text);
            return Finish(reader, text);
        }

        if (value.IsArray)
        {
            var pair = reader.Tape.AddMessage(Roles.TryParse(value.At(0).Text.Span, out var role) ? role : defaultRole);
            AddContent(reader, pair, value.At(1));
            return Finish(reader, pair);
        }

        return value.IsObject ? ReadObject(reader, value, defaultRole) : null;
    }

    public static Message ReadContent(MessageReader reader, Value content, Role role)
    {
        var message = reader.Tape.AddMessage(role);
        AddContent(reader, message, content);
        return Complete(reader, message);
    }

    /// <summary>The last touch to a message whose role and parts are there.</summary>
    public static Message Complete(MessageReader reader, Message message)
    {
        AddResults(message, default);
        return Finish(reader, message);
    }

    private static Message? ReadObject(MessageReader reader, Value value, Role defaultRole)
    {
        var outer = MessageFields.Of(value);
        if (outer.Count == 1 && IsNamedByRole(value, out var speaker, out var words))
        {
            return ReadContent(reader, words, speaker);
        }

        var fields = Unwrap(outer, out var roleName);
        var type = fields.Type.Text.Span;
        if (type.SequenceEqual("reasoning"u8) && roleName.IsEmpty)
        {
            return null;
        }

        var message = reader.Tape.AddMessage(roleName.IsEmpty ? defaultRole : Roles.TryParse(roleName.Span, out var role) ? role : Role.Other);
        message.RoleName = roleName;
        message.Name = fields.Name.Text;
        message.Finish = (outer.Finish.IsNothing ? fields.Finish : outer.Finish).Text;
        message.Index = Index(outer.Index.IsNothing ? fields.Index : outer.Index);
        AddMeta(message, fields.Meta);
        if (type.SequenceEqual("function_call"u8))
        {
            message.Role = Role.Assistant;
            message.Calls.Add(new ToolCall((fields.CallId.IsNothing ? fields.Id : fields.CallId).Text, fields.Name.Text));
            message.Name = default;
            return message;
        }

        if (type.SequenceEqual("function_call_output"u8))
        {
            message.Role = Role.Tool;
            message.Results.Add(fields.CallId.Text);
            return message;
        }

        if (roleName.IsEmpty && MessageShape.IsOfAutoGen(fields))
        {
            return ReadOfAutoGen(reader, message, fields);
        }

        AddContents(reader, message, fields);
        AddCalls(reader, message, fields);
        AddResults(message, fields);
        return Finish(reader, message);
    }

    /// <summary>Agents speak in their names; what they ask of tools, and get from them, are events, whose content is a list.</summary>
    private static Message ReadOfAutoGen(MessageReader reader, Message message, in MessageFields fields)
    {
        message.Role = fields.Source.Text.Is("user"u8) ? Role.User : Role.Assistant;
        if (fields.Content.IsText)
        {
            AddContent(reader, message, fields.Content);
            return Finish(reader, message);
        }

        foreach (var item in fields.Content.Items)
        {
            if (item["call_id"u8].IsText)
            {
                message.Role = Role.Tool;
                message.Results.Add(item["call_id"u8].Text);
            }
            else if (item["arguments"u8].IsText)
            {
                PartReader.AddCall(message, item);
            }
            else
            {
                PartReader.Read(reader.Tape, message, item);
            }
        }

        return Finish(reader, message);
    }

    /// <summary><c>{"user": "text"}</c>.</summary>
    private static bool IsNamedByRole(Value value, out Role role, out Value text)
    {
        (role, text) = (Role.Other, default);
        foreach (var member in value.Members)
        {
            text = member.Value;
            return text.IsText && Roles.TryParse(member.Name.Span, out role) && role is Role.User or Role.Assistant or Role.System;
        }

        return false;
    }

    /// <summary>LangChain constructors, its <c>type</c>/<c>data</c> form, and choices that hold their message one level deeper.</summary>
    private static MessageFields Unwrap(in MessageFields outer, out Utf8Text roleName)
    {
        if (!outer.LangChain.IsNothing && outer.LangChainArguments.IsObject)
        {
            roleName = MessageShape.ClassName(outer.Id);
            return MessageFields.Of(outer.LangChainArguments);
        }

        if (outer.Data.IsObject && Roles.TryParse(outer.Type.Text.Span, out _))
        {
            roleName = outer.Type.Text;
            return MessageFields.Of(outer.Data);
        }

        if (outer.Message.IsObject)
        {
            var inner = MessageFields.Of(outer.Message);
            roleName = inner.Role.IsText ? inner.Role.Text : default;
            return inner;
        }

        roleName = outer.Role.IsText ? outer.Role.Text : Roles.TryParse(outer.Type.Text.Span, out _) ? outer.Type.Text : default;
        return outer;
    }

    private static void AddContents(MessageReader reader, Message message, in MessageFields fields)
    {
        AddContent(reader, message, fields.Content);
        AddContent(reader, message, fields.Parts);

        // A message with both says the same twice (OpenInference over the Responses API).
        if (!fields.Content.IsText || fields.Content.Text.IsEmpty)
        {
            AddContent(reader, message, fields.Contents);
        }

        if (fields.Refusal.IsText && message.Texts.Count == 0)
        {
            message.Texts.Add(fields.Refusal.Text);
            message.IsRefusal = true;
        }
    }

    private static void AddContent(MessageReader reader, Message message, Value content)
    {
        if (content.IsObject && content.TryGet("text"u8, out var text))
        {
            content = text.IsObject ? text["value"u8] : text;
        }

        if (content.IsText)
        {
            if (!TryOpenParts(reader, content, out var parts))
            {
                message.Texts.Add(content.Text);
                return;
            }

            content = parts;
        }

        foreach (var part in content.Items)
        {
            PartReader.Read(reader.Tape, message, part);
        }
    }

    /// <summary>Attributes that take no structure have the list of parts as JSON in a text.</summary>
    private static bool TryOpenParts(MessageReader reader, Value text, out Value parts)
    {
        parts = default;
        var span = Utf8.Trim(text.Text.Span);
        if (!span.StartsWith("["u8) || span.IndexOf("\"type\""u8) < 0)
        {
            return false;
        }

        parts = reader.Decode(text);
        foreach (var part in parts.Items)
        {
            if (!PartReader.IsPart(part))
            {
                return false;
            }
        }

        return parts is { IsArray: true, Count: > 0 };
    }

    private static void AddCalls(MessageReader reader, Message message, in MessageFields fields)
    {
        var calls = fields.ToolCalls.IsNothing || (fields.ToolCalls.IsArray && fields.ToolCalls.Count == 0)
            ? fields.AdditionalArguments["tool_calls"u8]
            : fields.ToolCalls;
        calls = calls.IsText ? reader.Decode(calls) : calls;
        foreach (var item in calls.Items)
        {
            if (item.IsObject)
            {
                var call = item["tool_call"u8] is { IsObject: true } wrapped ? wrapped : item;
                var function = call["function"u8] is { IsObject: true } named ? named : call;
                message.Calls.Add(new ToolCall(call["id"u8].Text, function["name"u8].Text));
            }
        }

        if (fields.FunctionCall.IsObject)
        {
            message.Calls.Add(new ToolCall(default, fields.FunctionCall["name"u8].Text));
        }
    }

    private static void AddResults(Message message, in MessageFields fields)
    {
        if (message.Role != Role.Tool && (fields.ToolCallId.IsNothing || message.Role == Role.Assistant))
        {
            return;
        }

        if (message.Results.Count == 0)
        {
            message.Results.Add((fields.ToolCallId.IsNothing ? fields.Id : fields.ToolCallId).Text);
        }

        if (message.Role == Role.Tool)
        {
            // What a tool gave back is neither prompt nor answer.
            message.Texts.Clear();
        }
    }

    private static Message Finish(MessageReader reader, Message message)
    {
        ObjectTexts.Clear(reader, message);
        if (message.Role == Role.User && message.Results.Count > 0 && !message.HasTextOrMedia)
        {
            // Anthropic, Bedrock and Pydantic AI send tool results in the user's name.
            message.Role = Role.Tool;
        }

        return message;
    }

    /// <summary>Haystack keeps finish reason and index of a choice in <c>meta</c>.</summary>
    private static void AddMeta(Message message, Value meta)
    {
        if (meta.IsObject)
        {
            message.Finish = message.Finish.IsEmpty ? meta["finish_reason"u8].Text : message.Finish;
            message.Index ??= Index(meta["index"u8]);
        }
    }

    private static int? Index(Value index) => index.TryGetInt64(out var number) && number is >= 0 and <= int.MaxValue ? (int)number : null;
}
