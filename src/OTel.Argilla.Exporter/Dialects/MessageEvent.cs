using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// One message as an event or log record of its own (<c>gen_ai.user.message</c>, <c>gen_ai.choice</c>): conventions 1.28 to 1.36, Semantic
/// Kernel, Azure.AI.Inference.
/// </summary>
internal static class MessageEvent
{
    public const string Choice = "gen_ai.choice";

    /// <summary>Role that an event's name stands for; null when it is no input message.</summary>
    public static Role? InputRole(string eventName) => eventName switch
    {
        "gen_ai.user.message" => Role.User,
        "gen_ai.system.message" => Role.System,
        "gen_ai.assistant.message" => Role.Assistant,
        "gen_ai.tool.message" => Role.Tool,
        // Semantic Kernel's name for the developer role, whatever it looks like.
        "gen_ai.tool.developer" => Role.System,
        _ => null,
    };

    /// <summary>Adds the message of an input event; nothing when its content was left out.</summary>
    public static void ReadInput(SpanEvent e, Role role, MessageReader reader, List<Message> target)
    {
        var body = Body(e, reader);
        if (body.IsNothing)
        {
            AddContent(e["content"], role, default, reader, target);
        }
        else if (body.IsObject || body.IsText)
        {
            Add(reader.ReadMessage(body, role), target);
        }
        else
        {
            AddAll(reader.Read(body, role), target);
        }
    }

    /// <summary>Adds the message of a choice, with its number and finish reason.</summary>
    public static void ReadChoice(SpanEvent e, MessageReader reader, List<Message> target)
    {
        var body = Body(e, reader);
        if (body.IsNothing)
        {
            AddContent(e["message"] ?? e["content"], Role.Assistant, e["finish_reason"], reader, target);
            return;
        }

        if (!body.IsObject)
        {
            AddAll(reader.Read(body, Role.Assistant), target);
            return;
        }

        var inner = body["message"u8];
        // A text completion's message is a string; every other is an object within the choice, or the choice itself.
        var message = reader.ReadMessage(inner.IsText ? inner : body, Role.Assistant);
        if (message is null)
        {
            return;
        }

        if (message.Finish.IsEmpty)
        {
            message.Finish = body["finish_reason"u8].Text;
        }

        if (message.Index is null && body["index"u8].TryGetInt64(out var index))
        {
            message.Index = (int)index;
        }

        if (message.Calls.Count == 0)
        {
            AddCalls(body["tool_calls"u8], message);
        }

        target.Add(message);
    }

    /// <summary>A log's body, else the one attribute in which SDKs put what would be the body; JSON within strings is opened.</summary>
    private static Value Body(SpanEvent e, MessageReader reader) => reader.Decode(e.Body ?? e["gen_ai.event.content"]);

    /// <summary>An attribute that is the message, or only its content (Strands: the blocks of Bedrock, or a text).</summary>
    private static void AddContent(object? attribute, Role role, object? finish, MessageReader reader, List<Message> target)
    {
        var value = reader.Decode(attribute);
        if (value.IsNothing)
        {
            return;
        }

        var message = MessageShape.IsMessage(value) ? reader.ReadMessage(value, role) : reader.ReadContent(value, role);
        if (message is { Finish.IsEmpty: true } && finish is string reason)
        {
            message.Finish = reader.Tape.AddText(reason.AsSpan()).Text;
        }

        Add(message, target);
    }

    private static void AddCalls(Value calls, Message message)
    {
        foreach (var call in calls.Items)
        {
            var function = call["function"u8];
            var from = function.IsObject ? function : call;
            message.Calls.Add(new ToolCall(call["id"u8].Text, from["name"u8].Text));
        }
    }

    private static void AddAll(Content content, List<Message> target)
    {
        for (var i = 0; i < content.Messages.Count; i++)
        {
            target.Add(content.Messages[i]);
        }
    }

    private static void Add(Message? message, List<Message> target)
    {
        if (message is not null)
        {
            target.Add(message);
        }
    }
}
