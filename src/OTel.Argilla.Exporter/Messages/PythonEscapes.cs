namespace OTel.Argilla.Exporter.Messages;

/// <summary>Escapes of Python string literals.</summary>
internal static class PythonEscapes
{
    private const int Replacement = 0xFFFD;

    /// <summary>Decodes the inside of a literal; the destination must be as long as the source. Gives the bytes written.</summary>
    public static int Decode(ReadOnlySpan<byte> escaped, Span<byte> destination)
    {
        var written = 0;
        var i = 0;
        while (i < escaped.Length)
        {
            if (escaped[i] != (byte)'\\' || i + 1 == escaped.Length)
            {
                destination[written++] = escaped[i++];
                continue;
            }

            var kind = escaped[i + 1];
            i += 2;
            var digits = kind switch { (byte)'x' => 2, (byte)'u' => 4, (byte)'U' => 8, _ => 0 };
            if (digits > 0 && TryHex(escaped.Slice(i), digits, out var codePoint))
            {
                written += Utf8.Encode(codePoint is > 0x10FFFF or (>= 0xD800 and < 0xE000) ? Replacement : codePoint, destination.Slice(written));
                i += digits;
                continue;
            }

            switch (kind)
            {
                case (byte)'n':
                    destination[written++] = (byte)'\n';
                    break;
                case (byte)'t':
                    destination[written++] = (byte)'\t';
                    break;
                case (byte)'r':
                    destination[written++] = (byte)'\r';
                    break;
                case (byte)'\'' or (byte)'"' or (byte)'\\':
                    destination[written++] = kind;
                    break;
                default:
                    // Python keeps an escape that it does not know.
                    destination[written++] = (byte)'\\';
                    destination[written++] = kind;
                    break;
            }
        }

        return written;
    }

    private static bool TryHex(ReadOnlySpan<byte> text, int digits, out int value)
    {
        value = 0;
        return text.Length >= digits
            && System.Buffers.Text.Utf8Parser.TryParse(text.Slice(0, digits), out value, out var used, 'x')
            && used == digits && value >= 0;
    }
}
