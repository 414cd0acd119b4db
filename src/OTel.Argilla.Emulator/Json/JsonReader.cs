using System.Globalization;
using System.Numerics;

namespace OTel.Argilla.Emulator.Json;

/// <summary>
/// Reads JSON as Python's json module does: NaN and Infinity, integers of any size, unpaired surrogates, and errors at its positions.
/// Values are null, bool, long or BigInteger, double, string, <see cref="List{T}"/> and <see cref="Map"/>.
/// </summary>
internal ref struct JsonReader
{
    private const int MaximumDepth = 900;

    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _depth;

    private JsonReader(ReadOnlySpan<char> text) => _text = text;

    public static object? Read(ReadOnlySpan<char> text)
    {
        var reader = new JsonReader(text);
        reader.SkipBlanks();
        var value = Unwrap(reader.Value());
        reader.SkipBlanks();
        return reader._at == text.Length ? value : throw reader.Error(reader._at);
    }

    public static object? Read(ReadOnlySpan<byte> utf8) => Read(System.Text.Encoding.UTF8.GetString(utf8));

    private readonly char Current => _at < _text.Length ? _text[_at] : '\0';

    private object? Value()
    {
        switch (Current)
        {
            case '"':
                return JsonStrings.Read(_text, ref _at);
            case '{':
                return Nested(_at, isObject: true);
            case '[':
                return Nested(_at, isObject: false);
            default:
                return Word() ?? Number();
        }
    }

    private object? Nested(int start, bool isObject)
    {
        if (++_depth > MaximumDepth)
        {
            throw new InvalidDataException("JSON is nested too deeply.");
        }

        _at = start + 1;
        object value = isObject ? Object() : Array();
        _depth--;
        return value;
    }

    private Map Object()
    {
        var map = new Map();
        SkipBlanks();
        if (Current == '}')
        {
            _at++;
            return map;
        }

        while (true)
        {
            if (Current != '"')
            {
                throw Error(_at);
            }

            var key = JsonStrings.Read(_text, ref _at);
            SkipBlanks();
            Expect(':');
            SkipBlanks();
            map[key] = Unwrap(Value());
            SkipBlanks();
            if (Current == '}')
            {
                _at++;
                return map;
            }

            Expect(',');
            SkipBlanks();
        }
    }

    private List<object?> Array()
    {
        var list = new List<object?>();
        SkipBlanks();
        if (Current == ']')
        {
            _at++;
            return list;
        }

        while (true)
        {
            list.Add(Unwrap(Value()));
            SkipBlanks();
            if (Current == ']')
            {
                _at++;
                return list;
            }

            Expect(',');
            SkipBlanks();
        }
    }

    private object? Word() => Current switch
    {
        'n' => Take("null", DBNull.Value),
        't' => Take("true", true),
        'f' => Take("false", false),
        'N' => Take("NaN", double.NaN),
        'I' => Take("Infinity", double.PositiveInfinity),
        '-' when _at + 1 < _text.Length && _text[_at + 1] == 'I' => Take("-Infinity", double.NegativeInfinity),
        _ => null,
    };

    /// <summary>JSON null travels as DBNull between the methods here, so that "no such word" can be null.</summary>
    private static object? Unwrap(object? value) => value is DBNull ? null : value;

    private object Take(string word, object value)
    {
        if (!_text[_at..].StartsWith(word))
        {
            throw Error(_at);
        }

        _at += word.Length;
        return value;
    }

    private object Number()
    {
        var start = _at;
        var at = _at;
        if (at < _text.Length && _text[at] == '-')
        {
            at++;
        }

        if (at >= _text.Length || !char.IsAsciiDigit(_text[at]))
        {
            throw Error(start);
        }

        at = _text[at] == '0' ? at + 1 : Digits(at);
        var isFloat = false;
        if (at + 1 < _text.Length && _text[at] == '.' && char.IsAsciiDigit(_text[at + 1]))
        {
            isFloat = true;
            at = Digits(at + 1);
        }

        var exponent = at + 1;
        if (at < _text.Length && _text[at] is ('e' or 'E'))
        {
            exponent += exponent < _text.Length && _text[exponent] is ('+' or '-') ? 1 : 0;
            if (exponent < _text.Length && char.IsAsciiDigit(_text[exponent]))
            {
                isFloat = true;
                at = Digits(exponent);
            }
        }

        _at = at;
        var digits = _text[start..at];
        if (isFloat)
        {
            return double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small)
            ? small
            : BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    private readonly int Digits(int at)
    {
        while (at < _text.Length && char.IsAsciiDigit(_text[at]))
        {
            at++;
        }

        return at;
    }

    private void Expect(char wanted)
    {
        if (_at >= _text.Length || _text[_at] != wanted)
        {
            throw Error(_at);
        }

        _at++;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is (' ' or '\t' or '\n' or '\r'))
        {
            _at++;
        }
    }

    private readonly JsonDecodeException Error(int at) => JsonStrings.Error(_text, at);
}
