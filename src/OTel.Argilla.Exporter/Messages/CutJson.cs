namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// JSON that an attribute length limit has cut. It is never a text; what stands before the last complete member can be read, where the caller
/// knows that the missing end does not matter.
/// </summary>
internal static class CutJson
{
    /// <summary>
    /// Begins as an object with a named member, alone or in an array, and goes on to the end of the text: JSON, but (since nobody could parse it) not all of it.
    /// What closes before is data with words behind it: a text.
    /// </summary>
    /// <param name="text">What could not be parsed.</param>
    /// <param name="quote">What stands around names and texts; in a Python literal a double quote may, too.</param>
    public static bool LooksCut(ReadOnlySpan<byte> text, byte quote = (byte)'"')
    {
        text = Utf8.Trim(text);
        return BeginsWithMember(text, quote) && !ClosesBeforeItsEnd(text, quote);
    }

    private static bool BeginsWithMember(ReadOnlySpan<byte> text, byte quote)
    {
        if (!text.IsEmpty && text[0] == (byte)'[')
        {
            text = Utf8.Trim(text.Slice(1));
        }

        if (text.IsEmpty || text[0] != (byte)'{')
        {
            return false;
        }

        text = Utf8.Trim(text.Slice(1));
        if (text.IsEmpty || text[0] != quote)
        {
            return false;
        }

        var end = text.Slice(1).IndexOf(quote);
        if (end < 1)
        {
            return false;
        }

        var after = Utf8.Trim(text.Slice(end + 2));
        return IsWord(text.Slice(1, end)) && !after.IsEmpty && after[0] == (byte)':';
    }

    private static bool ClosesBeforeItsEnd(ReadOnlySpan<byte> text, byte quote)
    {
        var depth = 0;
        byte inside = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (inside != 0)
            {
                i += b == (byte)'\\' ? 1 : 0;
                inside = b == inside ? (byte)0 : inside;
            }
            else if (b == quote || b == (byte)'"')
            {
                inside = b;
            }
            else if (b is (byte)'[' or (byte)'{')
            {
                depth++;
            }
            else if (b is (byte)']' or (byte)'}' && --depth == 0)
            {
                return i < text.Length - 1;
            }
        }

        return false;
    }

    /// <summary>Closes the JSON behind its last complete member. One pass.</summary>
    public static bool TryMend(ValueTape tape, Utf8Text cut, out Value value)
    {
        value = default;
        var text = cut.Trim().Span;
        if (text.IsEmpty || text[0] is not ((byte)'[' or (byte)'{'))
        {
            return false;
        }

        Span<byte> closers = stackalloc byte[ValueTape.MaxDepth];
        Span<byte> closersAtCut = stackalloc byte[ValueTape.MaxDepth];
        var depth = 0;
        var depthAtCut = 0;
        var cutAt = -1;
        var inString = false;
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (inString)
            {
                i += b == (byte)'\\' ? 1 : 0;
                inString = b != (byte)'"';
                continue;
            }

            switch (b)
            {
                case (byte)'"':
                    inString = true;
                    break;
                case (byte)'[' or (byte)'{':
                    if (depth == closers.Length)
                    {
                        return false;
                    }

                    closers[depth++] = b == (byte)'[' ? (byte)']' : (byte)'}';
                    break;
                case (byte)']' or (byte)'}':
                    depth = Math.Max(0, depth - 1);
                    break;
                case (byte)',':
                    cutAt = i;
                    depthAtCut = depth;
                    closers.Slice(0, depth).CopyTo(closersAtCut);
                    break;
            }
        }

        return cutAt >= 0 && tape.TryParseJson(Close(tape, text.Slice(0, cutAt), closersAtCut.Slice(0, depthAtCut)), out value);
    }

    private static ReadOnlyMemory<byte> Close(ValueTape tape, ReadOnlySpan<byte> text, ReadOnlySpan<byte> closers)
    {
        var room = tape.Arena.Reserve(text.Length + closers.Length).Span;
        text.CopyTo(room);
        for (var i = 0; i < closers.Length; i++)
        {
            room[text.Length + i] = closers[closers.Length - 1 - i];
        }

        return tape.Arena.Commit(text.Length + closers.Length);
    }

    private static bool IsWord(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
        {
            if (b is not ((byte)'_' or (>= (byte)'0' and <= (byte)'9') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z')))
            {
                return false;
            }
        }

        return true;
    }
}
