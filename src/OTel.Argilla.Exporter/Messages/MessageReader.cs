namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// Turns a value of unknown shape into messages: the one normaliser for every SDK. Stateless but for its tape, and the forms of messages that it knows.
/// </summary>
internal sealed class MessageReader
{
    public MessageReader(ValueTape tape) => Tape = tape;

    public ValueTape Tape { get; }

    /// <summary>The forms of messages that it has read.</summary>
    public MessageForms Forms { get; } = new();

    /// <summary>
    /// Decodes an attribute: structured values as they are; a string is parsed as JSON (up to three levels of JSON within a string), else as
    /// a Python literal, else it stays a text. Sentinels of redaction and emptiness give an absent value.
    /// </summary>
    public Value Decode(object? attributeValue) => Decode(Tape.AddAttribute(attributeValue));

    /// <inheritdoc cref="Decode(object?)"/>
    public Value Decode(Value value) => ValueDecoder.Decode(Tape, value);

    /// <summary>
    /// Reads one side of a span. <paramref name="defaultRole"/> (user for input, assistant for output) is the role of what names none.
    /// Never throws; what cannot be read is <see cref="Content.None"/>.
    /// </summary>
    public Content Read(object? attributeValue, Role defaultRole) => ContentReader.Read(this, Tape.AddAttribute(attributeValue), defaultRole, depth: 0);

    /// <inheritdoc cref="Read(object?, Role)"/>
    public Content Read(Value value, Role defaultRole) => ContentReader.Read(this, value, defaultRole, depth: 0);

    /// <summary>Reads one message; null for what is none (a reasoning item of the Responses API).</summary>
    public Message? ReadMessage(Value value, Role defaultRole) => SingleMessageReader.Read(this, value, defaultRole);

    /// <summary>One message of this role whose content this is: a text, or a list of parts.</summary>
    public Message ReadContent(Value content, Role role) => SingleMessageReader.ReadContent(this, content, role);

    /// <summary>Reads the elements of an array, each as a message.</summary>
    public List<Message> ReadMessages(Value array, Role defaultRole)
    {
        var messages = Tape.AddMessages();
        foreach (var item in array.Items)
        {
            if (ReadMessage(item, defaultRole) is { } message)
            {
                messages.Add(message);
            }
        }

        return messages;
    }

    /// <summary>The members of a JSON value that an attribute length limit has cut, as far as they are complete; or nothing.</summary>
    public Content Salvage(object? attributeValue, Role defaultRole) =>
        CutJson.TryMend(Tape, Tape.AddAttribute(attributeValue).Text, out var mended) ? Read(mended, defaultRole) : Content.None;

    /// <summary>All text parts as one text, blank lines between them; without media placeholders.</summary>
    public Utf8Text TextOf(Message message) => Tape.Join(message.Texts, "\n\n"u8);

    /// <summary>As <see cref="TextOf"/>, then the placeholder lines of media.</summary>
    public Utf8Text FullTextOf(Message message)
    {
        var text = TextOf(message);
        if (message.Media.Count == 0)
        {
            return text;
        }

        var media = Tape.Join(message.Media, "\n"u8);
        return message.Texts.Count == 0 ? media : Tape.Join([text, media], "\n"u8);
    }
}
