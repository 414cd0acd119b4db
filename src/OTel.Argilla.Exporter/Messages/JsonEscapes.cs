namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// Escapes of JSON strings, read forgivingly: an unpaired surrogate becomes U+FFFD instead of an error.
/// </summary>
internal static class JsonEscapes
{
    private const int Replacement = 0xFFFD;

    /// <summary>Length of the escape that this text begins with, or 0 when JSON has no such escape.</summary>
    public static int LengthAt(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2)
        {
            return 0;
        }

        return text[1] switch
        {
            (byte)'n' or (byte)'"' or (byte)'\\' or (byte)'t' or (byte)'r' or (byte)'/' or (byte)'b' or (byte)'f' => 2,
            (byte)'u' when text.Length >= 6 && IsHex(text[2]) && IsHex(text[3]) && IsHex(text[4]) && IsHex(text[5]) => 6,
            _ => 0,
        };
    }

    /// <summary>Decodes the inside of a valid JSON string; the destination must be as long as the source. Gives the bytes written.</summary>
    public static int Decode(ReadOnlySpan<byte> escaped, Span<byte> destination)
    {
        var written = 0;
        var i = 0;
        while (i < escaped.Length)
        {
            var plain = escaped.Slice(i).IndexOf((byte)'\\');
            if (plain != 0)
            {
                // Runs between escapes are copied as they are.
                plain = plain < 0 ? escaped.Length - i : plain;
                escaped.Slice(i, plain).CopyTo(destination.Slice(written));
                written += plain;
                i += plain;
                continue;
            }

            var kind = escaped[i + 1];
            if (kind != (byte)'u')
            {
                destination[written++] = kind switch
                {
                    (byte)'n' => (byte)'\n',
                    (byte)'t' => (byte)'\t',
                    (byte)'r' => (byte)'\r',
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    _ => kind,
                };
                i += 2;
                continue;
            }

            var unit = HexUnit(escaped.Slice(i + 2, 4));
            i += 6;
            if (unit is >= 0xD800 and < 0xDC00 && i + 6 <= escaped.Length && escaped[i] == (byte)'\\' && escaped[i + 1] == (byte)'u'
                && HexUnit(escaped.Slice(i + 2, 4)) is var low and >= 0xDC00 and < 0xE000)
            {
                unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                i += 6;
            }

            written += Utf8.Encode(unit is >= 0xD800 and < 0xE000 ? Replacement : unit, destination.Slice(written));
        }

        return written;
    }

    private static bool IsHex(byte digit) =>
        digit is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f') or (>= (byte)'A' and <= (byte)'F');

    private static int HexUnit(ReadOnlySpan<byte> digits)
    {
        var unit = 0;
        foreach (var digit in digits)
        {
            unit = (unit << 4) | (digit <= (byte)'9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return unit;
    }
}
