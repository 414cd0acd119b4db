namespace OTel.Argilla.Exporter.Messages;

/// <summary>Texts that stand where a text should be: sentinels of redaction or emptiness, and representations of objects.</summary>
internal static class Unusable
{
    /// <summary>Representations say so at their beginning.</summary>
    private const int Window = 300;

    private const int LongestSentinel = 26;

    /// <summary>Empty or a sentinel: <c>{}</c>, <c>null</c>, <c>__REDACTED__</c> and their like.</summary>
    public static bool IsAbsent(ReadOnlySpan<byte> text)
    {
        text = Utf8.Trim(text);
        if (text.Length is 0 or > LongestSentinel)
        {
            return text.IsEmpty;
        }

        return text[0] switch
        {
            (byte)'{' => text.SequenceEqual("{}"u8) || text.SequenceEqual("{\"args\": [], \"kwargs\": {}}"u8),
            (byte)'[' => text.SequenceEqual("[]"u8) || text.SequenceEqual("[REDACTED]"u8),
            (byte)'"' => text.SequenceEqual("\"\""u8),
            (byte)'_' => text.SequenceEqual("__REDACTED__"u8),
            (byte)'<' => text.SequenceEqual("<REDACTED>"u8) || text.SequenceEqual("<elided>"u8) || text.SequenceEqual("<not serializable>"u8)
                || text.SequenceEqual("<not specified>"u8) || text.SequenceEqual("<replaced>"u8),
            (byte)'n' => text.SequenceEqual("null"u8),
            (byte)'N' => text.SequenceEqual("N/A"u8) || text.SequenceEqual("None"u8),
            (byte)'R' => text.SequenceEqual("REDACTED"u8),
            _ => false,
        };
    }

    /// <summary>
    /// A sentinel of redaction within content. Fewer than <see cref="IsAbsent"/>: "None" and "N/A" can be what a model answers.
    /// </summary>
    public static bool IsRedacted(ReadOnlySpan<byte> text)
    {
        text = Utf8.Trim(text);
        return IsAbsent(text) && !text.SequenceEqual("None"u8) && !text.SequenceEqual("N/A"u8);
    }

    /// <summary>A mark that stands for a text which was taken out, and nothing else: not empty, no <c>None</c>, no <c>{}</c>, all of which data may hold.</summary>
    public static bool IsRedactionMark(ReadOnlySpan<byte> text)
    {
        text = Utf8.Trim(text);
        return text.Length > 2 && text[0] is (byte)'_' or (byte)'<' or (byte)'[' or (byte)'R' && IsAbsent(text);
    }

    /// <summary>
    /// What a runtime prints for an object without a text: <c>&lt;X object at 0x…&gt;</c>, <c>&lt;X(…=…)&gt;</c>,
    /// <c>Name(key=…)</c>, a compiled graph, a generator.
    /// </summary>
    public static bool IsObjectRepresentation(ReadOnlySpan<byte> text)
    {
        text = Utf8.Trim(text);
        var head = text.Slice(0, Math.Min(text.Length, Window));
        if (head.IsEmpty)
        {
            return false;
        }

        return HasAngleBracketForm(text, head) || IsCall(text, head)
            || head.IndexOf("RunnableConfig("u8) >= 0 || head.StartsWith("CompiledStateGraph"u8) || head.StartsWith("CompiledGraph"u8);
    }

    /// <summary>
    /// The whole text is <c>&lt;a.B object at 0x7f…&gt;</c>, <c>&lt;Name(key=</c>, <c>&lt;class …</c>, <c>&lt;generator object …</c>, or a list or tuple that begins with one;
    /// words around it make it a text about one.
    /// </summary>
    private static bool HasAngleBracketForm(ReadOnlySpan<byte> text, ReadOnlySpan<byte> head)
    {
        var start = SkipOpening(head);
        if (start.IsEmpty || start[0] != (byte)'<' || !(text[text.Length - 1] is (byte)'>' or (byte)']' or (byte)')' or (byte)'"' || MayBeCut(text)))
        {
            return false;
        }

        var word = Word(start.Slice(1), dots: true);
        var after = start.Slice(1 + word);
        return (word > 0 && (after.StartsWith(" object at 0x"u8) || after.StartsWith(" at 0x"u8) || IsKeywordArgument(after)))
            || start.StartsWith("<class "u8) || start.StartsWith("<function "u8) || start.StartsWith("<bound method "u8) || start.StartsWith("<generator object"u8)
            || start.StartsWith("<async_generator object"u8) || start.StartsWith("<coroutine object"u8) || start.StartsWith("<object object"u8)
            || IsBareObject(start);
    }

    /// <summary><c>&lt;Name object&gt;</c>.</summary>
    private static bool IsBareObject(ReadOnlySpan<byte> start)
    {
        var word = Word(start.Slice(1), dots: false);
        return word > 0 && start.Slice(1 + word).StartsWith(" object>"u8);
    }

    /// <summary>The whole text is <c>Name(key=…)</c>, or a list that begins with one: a class name, so it begins with a capital letter or has dots.</summary>
    private static bool IsCall(ReadOnlySpan<byte> text, ReadOnlySpan<byte> head)
    {
        var start = head[0] == (byte)'[' ? head.Slice(1) : head;
        var word = Word(start, dots: true);
        return word > 0
            && (start[0] is >= (byte)'A' and <= (byte)'Z' or (byte)'_' || start.Slice(0, word).IndexOf((byte)'.') > 0)
            && IsKeywordArgument(start.Slice(word))
            && (text[text.Length - 1] is (byte)')' or (byte)']' || MayBeCut(text));
    }

    private static bool MayBeCut(ReadOnlySpan<byte> text) => text.Length > Window || text.EndsWith("..."u8);

    private static bool IsKeywordArgument(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != (byte)'(')
        {
            return false;
        }

        var word = Word(text.Slice(1), dots: false);
        return word > 0 && word + 1 < text.Length && text[word + 1] == (byte)'=';
    }

    private static ReadOnlySpan<byte> SkipOpening(ReadOnlySpan<byte> head)
    {
        var i = head[0] is (byte)'[' or (byte)'(' ? 1 : 0;
        while (i < head.Length && Utf8.IsWhiteSpace(head[i]))
        {
            i++;
        }

        return i < head.Length && head[i] == (byte)'"' ? head.Slice(i + 1) : head.Slice(i);
    }

    private static int Word(ReadOnlySpan<byte> text, bool dots)
    {
        var i = 0;
        while (i < text.Length && (IsWordByte(text[i]) || (dots && text[i] == (byte)'.')))
        {
            i++;
        }

        return i;
    }

    private static bool IsWordByte(byte b) =>
        b is (byte)'_' or (>= (byte)'0' and <= (byte)'9') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z');
}
