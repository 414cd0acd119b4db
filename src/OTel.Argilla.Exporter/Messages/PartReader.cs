namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// One part of a message into it: text, reasoning, tool call, tool result, media, refusal, in the forms of the semantic conventions, OpenAI,
/// Anthropic, Gemini, Bedrock, Vercel and others. Parts of unknown types are passed over.
/// </summary>
internal static class PartReader
{
    public static void Read(ValueTape tape, Message message, Value part)
    {
        if (part.IsText)
        {
            message.Texts.Add(part.Text);
            return;
        }

        if (!part.IsObject)
        {
            return;
        }

        // OpenInference wraps each part once.
        if (part["message_content"u8] is { IsObject: true } wrapped)
        {
            part = wrapped;
        }

        var type = Type(part);
        if (type.SequenceEqual("text"u8))
        {
            // Nearly every part is one of these. A part whose metadata calls it output is a copy of the structured answer.
            if (!part["metadata"u8]["purpose"u8].Text.Is("output"u8))
            {
                AddText(message, part);
            }
        }
        else if (IsReasoning(type, part))
        {
            AddReasoning(message, part);
        }
        else if (IsToolCall(type))
        {
            AddCall(message, part);
        }
        else if (IsToolResult(type))
        {
            message.Results.Add(First(part, "id"u8, "toolCallId"u8, "tool_use_id"u8).Text);
        }
        else if (type.SequenceEqual("refusal"u8))
        {
            message.Texts.Add(First(part, "refusal"u8, "content"u8, "text"u8).Text);
            message.IsRefusal = true;
        }
        else if (!TryReadNamedBlock(tape, message, part))
        {
            if (IsMedia(type))
            {
                AddTranscript(message, part);
                message.Media.Add(MediaPlaceholder.Of(tape, part));
            }
            else
            {
                AddText(message, part);
            }
        }
    }

    /// <summary>An object that says which kind of part it is.</summary>
    public static bool IsPart(Value part)
    {
        var type = part["type"u8].Text.Span;
        return type.SequenceEqual("text"u8) || type.SequenceEqual("input_text"u8) || type.SequenceEqual("output_text"u8) || type.SequenceEqual("refusal"u8)
            || type.SequenceEqual("reasoning"u8) || type.SequenceEqual("thinking"u8) || IsToolCall(type) || IsToolResult(type) || IsMedia(type);
    }

    /// <summary>A tool call in the forms of the conventions, of Anthropic and of Vercel.</summary>
    public static void AddCall(Message message, Value call) =>
        message.Calls.Add(new ToolCall(First(call, "id"u8, "toolCallId"u8, "call_id"u8).Text, First(call, "name"u8, "toolName"u8).Text));

    private static ReadOnlySpan<byte> Type(Value part)
    {
        var type = part["type"u8];
        return type.IsText ? type.Text.Span : part["kind"u8].Text.Span;
    }

    private static bool IsReasoning(ReadOnlySpan<byte> type, Value part) =>
        type.SequenceEqual("reasoning"u8) || type.SequenceEqual("thinking"u8) || type.SequenceEqual("redacted_thinking"u8) || type.SequenceEqual("compaction"u8)
        || part["thought"u8].Kind == ValueKind.True;

    private static bool IsToolCall(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("tool_call"u8) || type.SequenceEqual("tool-call"u8) || type.SequenceEqual("tool_use"u8) || type.SequenceEqual("function_call"u8);

    private static bool IsToolResult(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("tool_call_response"u8) || type.SequenceEqual("tool-result"u8) || type.SequenceEqual("tool_result"u8) || type.SequenceEqual("tool-return"u8);

    private static bool IsMedia(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("blob"u8) || type.SequenceEqual("uri"u8) || type.SequenceEqual("file"u8) || type.SequenceEqual("file_data"u8)
        || type.SequenceEqual("image"u8) || type.SequenceEqual("image_url"u8) || type.SequenceEqual("image-url"u8) || type.SequenceEqual("input_image"u8)
        || type.SequenceEqual("input_file"u8) || type.SequenceEqual("binary"u8) || type.SequenceEqual("audio"u8) || type.SequenceEqual("input_audio"u8)
        || type.SequenceEqual("video"u8) || type.SequenceEqual("document"u8) || type.SequenceEqual("anthropic_image"u8);

    /// <summary>Blocks that are told by the name of their only interesting member: Gemini, Bedrock, Genkit, Haystack.</summary>
    private static bool TryReadNamedBlock(ValueTape tape, Message message, Value part)
    {
        foreach (var member in part.Members)
        {
            var name = member.Name.Span;
            var block = member.Value;
            if (block.IsNothing)
            {
                continue;
            }

            if (block.IsObject && IsCallBlock(name))
            {
                message.Calls.Add(new ToolCall(First(block, "id"u8, "toolUseId"u8, "ref"u8).Text, First(block, "name"u8, "tool_name"u8).Text));
                return true;
            }

            if (block.IsObject && IsResultBlock(name))
            {
                message.Results.Add(First(block, "id"u8, "toolUseId"u8, "ref"u8).Text);
                return true;
            }

            if (name.SequenceEqual("reasoningContent"u8))
            {
                AddReasoning(message, block);
                return true;
            }

            if (name.SequenceEqual("inline_data"u8) || name.SequenceEqual("inlineData"u8) || name.SequenceEqual("media"u8)
                || name.SequenceEqual("fileData"u8) || (block.IsObject && part.Count == 1 && IsMedia(name)))
            {
                message.Media.Add(MediaPlaceholder.Of(tape, part));
                return true;
            }
        }

        return false;
    }

    private static bool IsCallBlock(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("function_call"u8) || name.SequenceEqual("functionCall"u8) || name.SequenceEqual("toolUse"u8)
        || name.SequenceEqual("tool_call"u8) || name.SequenceEqual("toolRequest"u8);

    private static bool IsResultBlock(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("function_response"u8) || name.SequenceEqual("functionResponse"u8) || name.SequenceEqual("toolResult"u8)
        || name.SequenceEqual("tool_call_result"u8) || name.SequenceEqual("toolResponse"u8);

    private static void AddText(Message message, Value part)
    {
        var text = Text(part);
        if (text.IsText)
        {
            message.Texts.Add(text.Text);
        }
    }

    /// <summary>What was said in a sound is a text like any other.</summary>
    private static void AddTranscript(Message message, Value part)
    {
        var transcript = part["transcript"u8];
        transcript = transcript.IsText ? transcript : First(part, "audio"u8, "input_audio"u8)["transcript"u8];
        if (transcript.IsText && !transcript.Text.IsBlank)
        {
            message.Texts.Add(transcript.Text);
        }
    }

    private static void AddReasoning(Message message, Value part)
    {
        var text = part["thinking"u8] is { IsText: true } thinking ? thinking : Text(part);
        if (text.IsText && !text.Text.IsBlank)
        {
            message.Reasoning.Add(text.Text);
        }
    }

    /// <summary>The part's text; M.E.AI's serialised content and OpenAI's assistants put it one level deeper.</summary>
    private static Value Text(Value part)
    {
        var text = part.TryGet("text"u8, out var own) ? own : part["content"u8];
        text = text.IsObject && text.TryGet("text"u8, out var inner) ? inner : text;
        return text.IsObject && text.TryGet("value"u8, out var value) ? value : text;
    }

    private static Value First(Value value, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c = default)
    {
        var found = value[a];
        found = found.IsNothing ? value[b] : found;
        return found.IsNothing && !c.IsEmpty ? value[c] : found;
    }
}
