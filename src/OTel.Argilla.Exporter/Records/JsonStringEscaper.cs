using System.Buffers;

namespace OTel.Argilla.Exporter.Records;

/// <summary>
/// A text as a JSON string, with its quotation marks. The platform's writer goes character by character once a text needs any escape, and nearly
/// every answer has line breaks: here the runs between them are copied whole. Escapes what JSON asks for, and nothing else.
/// </summary>
internal static class JsonStringEscaper
{
    private const string HexDigits = "0123456789abcdef";

#if NET
    private static readonly SearchValues<byte> Special = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, (byte)'"', (byte)'\\']);
#endif

    /// <summary>Index of the first byte that must be escaped, or -1.</summary>
    public static int IndexOfSpecial(ReadOnlySpan<byte> text)
    {
#if NET
        return text.IndexOfAny(Special);
#else
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < 0x20 or (byte)'"' or (byte)'\\')
            {
                return i;
            }
        }

        return -1;
#endif
    }

    public static void Write(ReadOnlySpan<byte> text, PooledBuffer destination)
    {
        Append(destination, "\""u8);
        while (true)
        {
            var run = IndexOfSpecial(text);
            if (run < 0)
            {
                break;
            }

            Append(destination, text.Slice(0, run));
            AppendEscape(destination, text[run]);
            text = text.Slice(run + 1);
        }

        Append(destination, text);
        Append(destination, "\""u8);
    }

    private static void AppendEscape(PooledBuffer destination, byte b)
    {
        switch (b)
        {
            case (byte)'"':
                Append(destination, "\\\""u8);
                break;
            case (byte)'\\':
                Append(destination, "\\\\"u8);
                break;
            case (byte)'\n':
                Append(destination, "\\n"u8);
                break;
            case (byte)'\r':
                Append(destination, "\\r"u8);
                break;
            case (byte)'\t':
                Append(destination, "\\t"u8);
                break;
            default:
                Append(destination, [(byte)'\\', (byte)'u', (byte)'0', (byte)'0', (byte)HexDigits[b >> 4], (byte)HexDigits[b & 0xF]]);
                break;
        }
    }

    private static void Append(PooledBuffer destination, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(destination.GetSpan(bytes.Length));
        destination.Advance(bytes.Length);
    }
}
