using System.Buffers;
using System.Globalization;
using System.Text;

namespace OTel.Argilla.Emulator.Json;

/// <summary>Writes values as Python's <c>json.dumps(ensure_ascii=False, separators=(",", ":"))</c> does; numbers that JSON cannot say become null.</summary>
internal sealed class JsonText(JsonText.Surrogates surrogates)
{
    private static readonly SearchValues<char> Special =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (char)i), '"', '\\', .. Enumerable.Range(0xD800, 0x800).Select(i => (char)i)]);

    private readonly ArrayBufferWriter<byte> _out = new(1024);

    /// <summary>What becomes of an unpaired surrogate: an answer cannot carry it, the database keeps it as an escape.</summary>
    internal enum Surrogates
    {
        Refuse,
        Escape,
    }

    /// <summary>An answer's bytes. Throws <see cref="UnpairedSurrogateException"/> where Python cannot encode it.</summary>
    public static byte[] Answer(object? value) => Write(value, Surrogates.Refuse);

    /// <summary>The bytes that the database keeps.</summary>
    public static byte[] Stored(object? value) => Write(value, Surrogates.Escape);

    public static bool HasUnpairedSurrogate(object? value) => value switch
    {
        string text => IndexOfUnpaired(text) >= 0,
        List<object?> list => list.Exists(HasUnpairedSurrogate),
        Map map => map.Any(pair => HasUnpairedSurrogate(pair.Value) || IndexOfUnpaired(pair.Key) >= 0),
        _ => false,
    };

    public static int IndexOfUnpaired(string text)
    {
        for (var i = text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }

            return i;
        }

        return -1;
    }

    private static byte[] Write(object? value, Surrogates surrogates)
    {
        var text = new JsonText(surrogates);
        text.Put(value);
        return text._out.WrittenSpan.ToArray();
    }

    private void Put(object? value)
    {
        switch (value)
        {
            case null:
            case double.NaN or double.PositiveInfinity or double.NegativeInfinity:
                _out.Write("null"u8);
                break;
            case RawJson raw:
                _out.Write(raw.Utf8);
                break;
            case bool flag:
                _out.Write(flag ? "true"u8 : "false"u8);
                break;
            case string text:
                String(text);
                break;
            case double number:
                Ascii(PythonText.Of(number));
                break;
            case IFormattable number:
                Ascii(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case Map map:
                Object(map);
                break;
            case IEnumerable<object?> list:
                Array(list);
                break;
            default:
                throw new InvalidOperationException($"{value.GetType()} is no JSON value.");
        }
    }

    private void Object(Map map)
    {
        Byte('{');
        var first = true;
        foreach (var (key, value) in map)
        {
            if (!first)
            {
                Byte(',');
            }

            first = false;
            String(key);
            Byte(':');
            Put(value);
        }

        Byte('}');
    }

    private void Array(IEnumerable<object?> list)
    {
        Byte('[');
        var first = true;
        foreach (var value in list)
        {
            if (!first)
            {
                Byte(',');
            }

            first = false;
            Put(value);
        }

        Byte(']');
    }

    private void String(string text)
    {
        Byte('"');
        var rest = text.AsSpan();
        while (true)
        {
            var special = rest.IndexOfAny(Special);
            var plain = special < 0 ? rest : rest[..special];
            Utf8(plain);
            if (special < 0)
            {
                break;
            }

            rest = rest[special..];
            rest = rest[Escape(rest)..];
        }

        Byte('"');
    }

    /// <summary>Writes the special character at the start and says how many chars it took.</summary>
    private int Escape(ReadOnlySpan<char> text)
    {
        var c = text[0];
        if (char.IsSurrogate(c))
        {
            if (char.IsHighSurrogate(c) && text.Length > 1 && char.IsLowSurrogate(text[1]))
            {
                Utf8(text[..2]);
                return 2;
            }

            if (surrogates == Surrogates.Refuse)
            {
                throw new UnpairedSurrogateException(c, Encoding.UTF8.GetString(_out.WrittenSpan).EnumerateRunes().Count());
            }
        }

        var simple = c switch { '"' => "\\\"", '\\' => "\\\\", '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", '\b' => "\\b", '\f' => "\\f", _ => null };
        Ascii(simple ?? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"));
        return 1;
    }

    private void Utf8(ReadOnlySpan<char> text)
    {
        if (text.Length > 0)
        {
            Encoding.UTF8.GetBytes(text, _out);
        }
    }

    private void Ascii(string text) => Encoding.ASCII.GetBytes(text, _out);

    private void Byte(char c)
    {
        _out.GetSpan(1)[0] = (byte)c;
        _out.Advance(1);
    }
}
