using System.Globalization;
using System.Text;

namespace OTel.Argilla.Emulator.Json;

/// <summary>String literals of JSON, read as Python reads them.</summary>
internal static class JsonStrings
{
    /// <summary>Reads the literal whose opening quote is at <paramref name="at"/> and moves past its closing quote.</summary>
    public static string Read(ReadOnlySpan<char> text, ref int at)
    {
        var begin = at++;
        var plain = text[at..].IndexOfAny("\"\\");
        if (plain >= 0 && text[at + plain] == '"' && text.Slice(at, plain).IndexOfAnyInRange('\0', '\u001f') < 0)
        {
            var whole = text.Slice(at, plain).ToString();
            at += plain + 1;
            return whole;
        }

        var builder = new StringBuilder();
        while (true)
        {
            if (at >= text.Length)
            {
                throw Error(text, begin);
            }

            var c = text[at];
            if (c == '"')
            {
                at++;
                return builder.ToString();
            }

            if (c == '\\')
            {
                builder.Append(Escape(text, ref at, begin));
            }
            else if (c < ' ')
            {
                throw Error(text, at);
            }
            else
            {
                builder.Append(c);
                at++;
            }
        }
    }

    public static JsonDecodeException Error(ReadOnlySpan<char> text, int at)
    {
        var position = 0;
        foreach (var _ in text[..Math.Min(at, text.Length)].EnumerateRunes())
        {
            position++;
        }

        return new JsonDecodeException(position);
    }

    private static char Escape(ReadOnlySpan<char> text, ref int at, int begin)
    {
        if (at + 1 >= text.Length)
        {
            throw Error(text, begin);
        }

        var c = text[at + 1];
        if (c != 'u')
        {
            var escaped = c switch
            {
                '"' or '\\' or '/' => c,
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                _ => throw Error(text, at),
            };
            at += 2;
            return escaped;
        }

        if (at + 6 > text.Length
            || !ushort.TryParse(text.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            throw Error(text, at + 1);
        }

        at += 6;
        return (char)unit;
    }
}
