namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// Turns a value of unknown shape into messages: the one normaliser for every SDK (dialects.md section 4). Stateless but for its tape.
/// </summary>
internal sealed class MessageReader
{
    public MessageReader(ValueTape tape) => Tape = tape;

    public ValueTape Tape { get; }

    /// <summary>
    /// Decodes an attribute: structured values as they are; a string is parsed as JSON (up to three levels of JSON within a string), else as
    /// a Python literal, else it stays a text. Sentinels of redaction and emptiness give an absent value.
    /// </summary>
    public Value Decode(object? attributeValue) => throw new NotSupportedException();

    /// <inheritdoc cref="Decode(object?)"/>
    public Value Decode(Value value) => throw new NotSupportedException();

    /// <summary>
    /// Reads one side of a span. <paramref name="defaultRole"/> (user for input, assistant for output) is the role of what names none.
    /// Never throws; what cannot be read is <see cref="Content.None"/>.
    /// </summary>
    public Content Read(object? attributeValue, Role defaultRole) => throw new NotSupportedException();

    /// <inheritdoc cref="Read(object?, Role)"/>
    public Content Read(Value value, Role defaultRole) => throw new NotSupportedException();

    /// <summary>Reads one message; null for what is none (a reasoning item of the Responses API).</summary>
    public Message? ReadMessage(Value value, Role defaultRole) => throw new NotSupportedException();

    /// <summary>The members of a JSON value that an attribute length limit has cut, as far as they are complete; or nothing.</summary>
    public Content Salvage(object? attributeValue, Role defaultRole) => throw new NotSupportedException();

    /// <summary>All text parts as one text, blank lines between them; without media placeholders.</summary>
    public Utf8Text TextOf(Message message) => throw new NotSupportedException();

    /// <summary>As <see cref="TextOf"/>, then the placeholder lines of media.</summary>
    public Utf8Text FullTextOf(Message message) => throw new NotSupportedException();
}
