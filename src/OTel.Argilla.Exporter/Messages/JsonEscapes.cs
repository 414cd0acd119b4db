namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// Escapes of JSON strings, read forgivingly: an unpaired surrogate becomes U+FFFD instead of an error.
/// </summary>
internal static class JsonEscapes
{
    /// <summary>Length of the escape of a UTF-16 unit.</summary>
    public const int UnitLength = 6;

    private const int Replacement = 0xFFFD;

    /// <summary>
    /// Decodes the inside of a JSON string; the destination must be as long as the source. Gives the bytes written, or -1 for an escape that JSON does
    /// not have.
    /// </summary>
    public static int Decode(ReadOnlySpan<byte> escaped, Span<byte> destination)
    {
        var written = 0;
        while (true)
        {
            // Runs between escapes are copied as they are.
            var plain = Utf8.CopyUntil((byte)'\\', escaped, destination.Slice(written));
            written += plain;
            if (plain == escaped.Length)
            {
                return written;
            }

            escaped = escaped.Slice(plain);
            if (escaped.Length < 2)
            {
                return -1;
            }

            if (escaped[1] == (byte)'u')
            {
                var read = ReadUnit(escaped, destination.Slice(written), out var length);
                if (read == 0)
                {
                    return -1;
                }

                written += length;
                escaped = escaped.Slice(read);
                continue;
            }

            var decoded = Short(escaped[1]);
            if (decoded == 0)
            {
                return -1;
            }

            destination[written++] = decoded;
            escaped = escaped.Slice(2);
        }
    }

    /// <summary>How many bytes the escape that begins there has; 0 when it is none that JSON has.</summary>
    public static int LengthAt(ReadOnlySpan<byte> json, int at)
    {
        if (at + 1 >= json.Length)
        {
            return 0;
        }

        return Short(json[at + 1]) != 0 ? 2 : IsUnit(json.Slice(at)) ? UnitLength : 0;
    }

    /// <summary>Decodes the escape that begins there; the destination has room for 4 bytes. Gives the bytes read, 0 when it is none that JSON has.</summary>
    public static int DecodeOne(ReadOnlySpan<byte> json, int at, Span<byte> destination, out int written)
    {
        var decoded = at + 1 < json.Length ? Short(json[at + 1]) : (byte)0;
        if (decoded == 0)
        {
            return ReadUnit(json.Slice(at), destination, out written);
        }

        destination[0] = decoded;
        written = 1;
        return 2;
    }

    /// <summary>What a letter behind a backslash stands for; 0 for none.</summary>
    private static byte Short(byte letter) => letter switch
    {
        (byte)'n' => (byte)'\n',
        (byte)'"' or (byte)'\\' or (byte)'/' => letter,
        (byte)'t' => (byte)'\t',
        (byte)'r' => (byte)'\r',
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        _ => 0,
    };

    /// <summary>Reads one UTF-16 unit or a pair of them. Gives the bytes read, 0 when it is none.</summary>
    private static int ReadUnit(ReadOnlySpan<byte> escaped, Span<byte> destination, out int written)
    {
        written = 0;
        if (!IsUnit(escaped))
        {
            return 0;
        }

        var read = 6;
        var unit = HexUnit(escaped.Slice(2, 4));
        if (unit is >= 0xD800 and < 0xDC00 && IsUnit(escaped.Slice(6)) && HexUnit(escaped.Slice(8, 4)) is var low and >= 0xDC00 and < 0xE000)
        {
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            read = 12;
        }

        written = Utf8.Encode(unit is >= 0xD800 and < 0xE000 ? Replacement : unit, destination);
        return read;
    }

    private static bool IsUnit(ReadOnlySpan<byte> text) =>
        text.Length >= 6 && text[0] == (byte)'\\' && text[1] == (byte)'u' && IsHex(text[2]) && IsHex(text[3]) && IsHex(text[4]) && IsHex(text[5]);

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
