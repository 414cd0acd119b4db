namespace OTel.Argilla.Exporter.Messages;

/// <summary>Storage of structured values and texts while one trace is looked at. Not thread-safe; reset and used again.</summary>
internal sealed class ValueTape
{
    /// <summary>A text node that holds this text.</summary>
    public Value AddText(ReadOnlySpan<char> text) => throw new NotSupportedException();

    /// <summary>A text node that holds this UTF-8, which must stay valid as long as the tape's contents.</summary>
    public Value AddText(ReadOnlyMemory<byte> utf8) => throw new NotSupportedException();

    /// <summary>
    /// The value of an attribute as it stands: a string becomes a text, a number, Boolean, array or list of pairs its like. Nothing is
    /// parsed. Null and types of other kinds (a <see cref="TimeSpan"/>, an object of the application) become their invariant text or nothing.
    /// </summary>
    public Value AddAttribute(object? attributeValue) => throw new NotSupportedException();

    /// <summary>Parses JSON. False, and an absent value, when it is not valid JSON from end to end.</summary>
    public bool TryParseJson(ReadOnlyMemory<byte> utf8, out Value value) => throw new NotSupportedException();

    /// <summary>Makes one text of several, with a separator between them.</summary>
    public Utf8Text Join(IReadOnlyList<Utf8Text> parts, ReadOnlySpan<byte> separator) => throw new NotSupportedException();

    /// <summary>Forgets everything; all values and texts of this tape become invalid.</summary>
    public void Reset() => throw new NotSupportedException();

    internal ValueKind KindOf(int index) => throw new NotSupportedException();

    internal int CountOf(int index) => throw new NotSupportedException();

    internal Utf8Text TextOf(int index) => throw new NotSupportedException();

    internal (int First, int End) ChildrenOf(int index) => throw new NotSupportedException();

    internal int NextSibling(int index) => throw new NotSupportedException();

    internal Utf8Text ToJson(Value value) => throw new NotSupportedException();
}
