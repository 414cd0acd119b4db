using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Validation;

namespace OTel.Argilla.Emulator.Schemas;

/// <summary>The fields of a record: texts, chats and objects. Every list is read as a chat before the rest is looked at.</summary>
internal sealed class FieldsShape : Shape
{
    private const int MaximumMessages = 500;

    private static readonly Shape Values = new DictShape(new UnionShape(
        ("constrained-str", new TextShape()),
        ("list[ChatFieldValue]", new ListShape(AnyShape.Instance)),
        ("dict[constrained-str,any]", new DictShape(AnyShape.Instance))).OrNull());

    public override object? Check(object? value, Location location, SchemaErrors errors)
    {
        if (value is not Map fields)
        {
            return Values.Check(value, location, errors);
        }

        var read = new Map();
        foreach (var (name, field) in fields)
        {
            if (field is not List<object?> messages)
            {
                read[name] = field;
                continue;
            }

            if (messages.Count > MaximumMessages)
            {
                errors.Add(
                    location,
                    "value_error",
                    $"Value error, Number of chat messages in field '{name}' exceeds the maximum allowed value of {MaximumMessages}");
                return null;
            }

            var chat = new List<object?>(messages.Count);
            foreach (var message in messages)
            {
                if (ChatMessage.Complaint(message) is { } complaint)
                {
                    errors.Add(location, "value_error", $"Value error, Error parsing chat field '{name}': {complaint}");
                    return null;
                }

                chat.Add(ChatMessage.Clean((Map)message!));
            }

            read[name] = chat;
        }

        return Values.Check(read, location, errors);
    }
}
