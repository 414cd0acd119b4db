namespace OTel.Argilla.Exporter.Messages;

/// <summary>Escapes of JSON strings, read forgivingly: an unpaired surrogate becomes U+FFFD instead of an error.</summary>
internal static class JsonEscapes
{
    private const int Replacement = 0xFFFD;

    /// <summary>Decodes the inside of a valid JSON string; the destination must be as long as the source. Gives the bytes written.</summary>
    public static int Decode(ReadOnlySpan<byte> escaped, Span<byte> destination)
    {
        var written = 0;
        var i = 0;
        while (i < escaped.Length)
        {
            if (escaped[i] != (byte)'\\')
            {
                destination[written++] = escaped[i++];
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
