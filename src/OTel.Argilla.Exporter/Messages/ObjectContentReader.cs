namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// An object as one side of a span: the envelopes that SDKs put around messages, each unwrapped to what is inside. An object that is none of
/// them is data of the application.
/// </summary>
internal static class ObjectContentReader
{
    public static Content Read(MessageReader reader, Value value, Role defaultRole, int depth)
    {
        if (value.Count == 0)
        {
            return Content.None;
        }

        if (defaultRole == Role.Assistant && value["structured_response"u8] is { IsNothing: false } structured)
        {
            return ContentReader.OfText(reader.Tape, structured, defaultRole);
        }

        if (IsCommand(value))
        {
            return Content.None;
        }

        if (MessageShape.IsMessage(value))
        {
            return reader.ReadMessage(value, defaultRole) is { } message ? Content.OfMessages([message]) : Content.None;
        }

        return ReadRequest(reader, value, defaultRole, depth)
            ?? ReadAnswer(reader, value, defaultRole, depth)
            ?? ReadCall(reader, value, defaultRole, depth)
            ?? Content.OfData(value);
    }

    /// <summary>What resumes a graph of LangGraph: not a word of it is asked, the question stands in the state.</summary>
    public static bool IsCommand(Value value) => value["resume"u8].Kind is ValueKind.Text or ValueKind.Object && value.TryGet("goto"u8, out _);

    /// <summary>What is sent to a model or graph: <c>messages</c>, Gemini's <c>contents</c>, a Responses request, a chat history with an input.</summary>
    private static Content? ReadRequest(MessageReader reader, Value value, Role defaultRole, int depth)
    {
        if (value["messages"u8] is { Kind: ValueKind.Array or ValueKind.Text } messages)
        {
            var content = ContentReader.Read(reader, messages, defaultRole, depth + 1);
            if (content.Kind != ContentKind.None)
            {
                return WithSystem(reader, value["system"u8], content);
            }
        }

        if (value.TryGet("contents"u8, out var contents) && (value.TryGet("config"u8, out var config) || value.TryGet("model"u8, out _)))
        {
            return WithSystem(reader, config["system_instruction"u8], ContentReader.Read(reader, contents, defaultRole, depth + 1));
        }

        // What follows only asks: an output may repeat it beside its answer.
        if (defaultRole == Role.Assistant)
        {
            return null;
        }

        if (value["prompt"u8] is { Kind: ValueKind.Array or ValueKind.Text } prompt && value["system"u8].IsText)
        {
            return WithSystem(reader, value["system"u8], ContentReader.Read(reader, prompt, defaultRole, depth + 1));
        }

        if (value["model"u8].IsText && value["input"u8] is { Kind: ValueKind.Array or ValueKind.Text } asked)
        {
            return WithSystem(reader, value["instructions"u8], ContentReader.Read(reader, asked, defaultRole, depth + 1));
        }

        if (value.TryGet("chat_history"u8, out var history) && value.TryGet("input"u8, out var input))
        {
            var earlier = ContentReader.Read(reader, history, defaultRole, depth + 1).Messages;
            return reader.ReadMessage(input, defaultRole) is { } last ? Content.OfMessages([.. earlier, last]) : null;
        }

        return null;
    }

    /// <summary>Puts the instructions that stand beside messages before them.</summary>
    private static Content WithSystem(MessageReader reader, Value system, Content content)
    {
        if (content.Kind != ContentKind.Messages || !(system.IsText || system.IsArray || system.TryGet("parts"u8, out _)))
        {
            return content;
        }

        var message = reader.ReadContent(system.IsObject ? system["parts"u8] : system, Role.System);
        return message.HasText ? Content.OfMessages([message, .. content.Messages]) : content;
    }

    /// <summary>What a model gives back: LangChain generations, OpenAI choices and Responses, Gemini candidates, Anthropic and Genkit messages.</summary>
    private static Content? ReadAnswer(MessageReader reader, Value value, Role defaultRole, int depth)
    {
        if (value["generations"u8] is { IsArray: true } generations)
        {
            return ContentReader.Read(reader, generations, defaultRole, depth + 1);
        }

        if (value.TryGet("generation_info"u8, out _) || (value.TryGet("text"u8, out _) && value.TryGet("message"u8, out _)))
        {
            return ReadGeneration(reader, value, defaultRole);
        }

        if (value["choices"u8] is { IsArray: true, Count: > 0 } choices)
        {
            return choices.At(0).TryGet("text"u8, out _) ? ReadCompletions(reader, choices, defaultRole) : Content.OfMessages(reader.ReadMessages(choices, defaultRole));
        }

        if (value["candidates"u8] is { IsArray: true } candidates)
        {
            var messages = new List<Message>();
            foreach (var candidate in candidates.Items)
            {
                if (reader.ReadMessage(candidate["content"u8], defaultRole) is { } message)
                {
                    messages.Add(message);
                }
            }

            return Content.OfMessages(messages);
        }

        if (value["object"u8].Text.Is("response"u8) || AreResponsesItems(value["output"u8]))
        {
            return Content.OfMessages(reader.ReadMessages(value["output"u8], defaultRole));
        }

        var content = value["content"u8];
        if (content.IsObject && content.TryGet("parts"u8, out _))
        {
            return reader.ReadMessage(content, defaultRole) is { } message ? Content.OfMessages([message]) : null;
        }

        if (defaultRole == Role.Assistant && content.IsArray && content.Count > 0 && AreObjects(content))
        {
            return reader.ReadMessage(value, defaultRole) is { } message ? Content.OfMessages([message]) : null;
        }

        if (value["message"u8] is { IsObject: true } inner)
        {
            return ContentReader.Read(reader, inner, defaultRole, depth + 1);
        }

        if (value["replies"u8] is { IsArray: true } replies)
        {
            return ContentReader.Read(reader, replies, defaultRole, depth + 1);
        }

        return value.TryGet("combined_chunk_content"u8, out var chunks) ? ContentReader.OfText(reader.Tape, chunks, defaultRole) : null;
    }

    /// <summary>What decorators and callbacks record of a call: <c>args</c>/<c>kwargs</c>, <c>inputs</c>/<c>outputs</c>, a single <c>data</c>.</summary>
    private static Content? ReadCall(MessageReader reader, Value value, Role defaultRole, int depth)
    {
        if (value.Count == 1 && value["data"u8] is { IsObject: true } data)
        {
            return ContentReader.Read(reader, data, defaultRole, depth + 1);
        }

        if (value["return_values"u8] is { IsObject: true } returned)
        {
            return ContentReader.Read(reader, returned, defaultRole, depth + 1);
        }

        if (value["args"u8] is { IsArray: true } arguments && value.TryGet("kwargs"u8, out var named))
        {
            return ReadArguments(reader, value, arguments, named, defaultRole, depth);
        }

        return ReadEnvelope(reader, value, value["inputs"u8], defaultRole, depth) ?? ReadEnvelope(reader, value, value["outputs"u8], defaultRole, depth);
    }

    private static Content ReadArguments(MessageReader reader, Value value, Value arguments, Value named, Role defaultRole, int depth)
    {
        // The class name of a decorated method comes first; it is no argument.
        var first = arguments.Count == 2 && IsClassName(arguments.At(0)) ? 1 : 0;
        var count = arguments.Count - first;
        if (count == 0)
        {
            return named.Count == 0 ? Content.None : ContentReader.Read(reader, named, defaultRole, depth + 1);
        }

        return count == 1 && named.Count == 0 ? ContentReader.Read(reader, arguments.At(first), defaultRole, depth + 1) : Content.OfData(value);
    }

    private static Content? ReadEnvelope(MessageReader reader, Value value, Value inside, Role defaultRole, int depth)
    {
        var known = inside.Kind is ValueKind.Object or ValueKind.Text
            && (value.Count == 1 || value.TryGet("parameters"u8, out _) || value.TryGet("tags"u8, out _) || value.TryGet("metadata"u8, out _) || value.TryGet("kwargs"u8, out _));
        var list = inside.IsArray && (value.TryGet("tags"u8, out _) || value.TryGet("metadata"u8, out _) || value.TryGet("kwargs"u8, out _));
        return known || list ? ContentReader.Read(reader, inside, defaultRole, depth + 1) : null;
    }

    private static Content ReadGeneration(MessageReader reader, Value value, Role defaultRole)
    {
        if (MessageShape.IsMessage(value["message"u8]) && reader.ReadMessage(value["message"u8], defaultRole) is { } message
            && (message.HasText || message.Calls.Count > 0))
        {
            return Content.OfMessages([message]);
        }

        return ContentReader.OfText(reader.Tape, value["text"u8], defaultRole);
    }

    private static Content ReadCompletions(MessageReader reader, Value choices, Role defaultRole)
    {
        var messages = new List<Message>(choices.Count);
        foreach (var choice in choices.Items)
        {
            var index = choice["index"u8].TryGetInt64(out var number) && number is >= 0 and <= int.MaxValue ? (int?)number : null;
            messages.AddRange(ContentReader.OfText(reader.Tape, choice["text"u8], defaultRole, index, choice["finish_reason"u8].Text).Messages);
        }

        return Content.OfMessages(messages);
    }

    private static bool AreResponsesItems(Value output)
    {
        foreach (var item in output.Items)
        {
            var type = item["type"u8].Text.Span;
            if (!type.SequenceEqual("message"u8) && !type.SequenceEqual("function_call"u8) && !type.SequenceEqual("reasoning"u8))
            {
                return false;
            }
        }

        return output is { IsArray: true, Count: > 0 };
    }

    private static bool AreObjects(Value array)
    {
        foreach (var item in array.Items)
        {
            if (!item.IsObject)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsClassName(Value value)
    {
        if (!value.IsText || value.Text.Span.Length < 2 || value.Text.Span[0] is < (byte)'A' or > (byte)'Z')
        {
            return false;
        }

        foreach (var b in value.Text.Span)
        {
            if (b is not ((byte)'_' or (>= (byte)'0' and <= (byte)'9') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z')))
            {
                return false;
            }
        }

        return true;
    }
}
