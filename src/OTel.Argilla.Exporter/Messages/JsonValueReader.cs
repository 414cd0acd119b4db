using System.Buffers.Binary;

namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// JSON onto a tape, in one pass. Our own, since the platform's reader goes byte by byte through a text behind its first escape, and prompts and
/// answers are full of <c>\n</c>: here the runs between escapes are copied at vector speed, and a text without escapes is a slice of
/// the source. Strict about structure; forgiving within strings, where a raw control character or an unpaired surrogate costs nobody the rest.
/// </summary>
internal struct JsonValueReader
{
    private const ulong EightSpaces = 0x2020_2020_2020_2020;

    private static readonly Utf8Text True = Utf8Text.From("true");
    private static readonly Utf8Text False = Utf8Text.From("false");

    private readonly ValueTape _tape;
    private readonly Utf8Text _utf8;

    /// <summary>Nothing is put onto the tape: whoever asks wants to know only where the value ends.</summary>
    private readonly bool _skips;
    private int _at;

    private JsonValueReader(ValueTape tape, Utf8Text utf8, bool skips = false)
    {
        _tape = tape;
        _utf8 = utf8;
        _skips = skips;
    }

    /// <summary>Parses JSON. False, and an absent value, when it is not valid from end to end.</summary>
    public static bool TryRead(ValueTape tape, Utf8Text utf8, out Value value)
    {
        var mark = tape.Mark;
        var reader = new JsonValueReader(tape, utf8);
        if (reader.TryReadValue(utf8.Span, depth: 0) && reader.SkipWhiteSpace(utf8.Span) == utf8.Length)
        {
            value = new Value(tape, mark);
            return true;
        }

        tape.Rewind(mark);
        value = default;
        return false;
    }

    /// <summary>Reads the string that begins there, and moves behind it.</summary>
    public static bool TryReadText(ValueTape tape, Utf8Text utf8, ref int at, out Utf8Text text) => TryReadText(tape, utf8, utf8.Span, ref at, out text);

    /// <summary>Moves behind the value that begins there, so deep within others; false when it is not valid.</summary>
    public static bool TrySkip(ValueTape tape, Utf8Text utf8, int depth, ref int at)
    {
        var reader = new JsonValueReader(tape, utf8, skips: true) { _at = at };
        var isValue = reader.TryReadValue(utf8.Span, depth);
        at = reader._at;
        return isValue;
    }

    /// <summary>Where the white space ends that may stand there.</summary>
    public static int SkipWhiteSpace(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && Utf8.IsWhiteSpace(json[at]))
        {
            at++;
            if (json.Length - at >= sizeof(ulong))
            {
                // Indented JSON: behind the line break are spaces, and the bytes that are none show in the difference.
                var others = BinaryPrimitives.ReadUInt64LittleEndian(json.Slice(at)) ^ EightSpaces;
                at += others == 0 ? sizeof(ulong) : Utf8.TrailingZeroBytes(others);
            }
        }

        return at;
    }

    private bool TryReadValue(ReadOnlySpan<byte> json, int depth)
    {
        if (SkipWhiteSpace(json) == json.Length || depth > ValueTape.MaxDepth)
        {
            return false;
        }

        switch (json[_at])
        {
            case (byte)'"':
                return TryReadText(json);
            case (byte)'{':
                return TryReadObject(json, depth);
            case (byte)'[':
                return TryReadArray(json, depth);
            case (byte)'t':
                return TryReadWord(json, "true"u8, ValueKind.True, True);
            case (byte)'f':
                return TryReadWord(json, "false"u8, ValueKind.False, False);
            case (byte)'n':
                return TryReadWord(json, "null"u8, ValueKind.Null, default);
            default:
                return TryReadNumber(json);
        }
    }

    private bool TryReadObject(ReadOnlySpan<byte> json, int depth)
    {
        var container = Add(ValueKind.Object, default);
        var members = 0;
        if (!TrySkipOpening(json, (byte)'}', out var isEmpty))
        {
            return false;
        }

        while (!isEmpty)
        {
            if (SkipWhiteSpace(json) == json.Length || json[_at] != (byte)'"' || !TryReadText(json))
            {
                return false;
            }

            if (SkipWhiteSpace(json) == json.Length || json[_at++] != (byte)':' || !TryReadValue(json, depth + 1))
            {
                return false;
            }

            members++;
            if (!TrySkipSeparator(json, (byte)'}', out isEmpty))
            {
                return false;
            }
        }

        Close(container, members);
        return true;
    }

    private bool TryReadArray(ReadOnlySpan<byte> json, int depth)
    {
        var container = Add(ValueKind.Array, default);
        var items = 0;
        if (!TrySkipOpening(json, (byte)']', out var isEmpty))
        {
            return false;
        }

        while (!isEmpty)
        {
            if (!TryReadValue(json, depth + 1))
            {
                return false;
            }

            items++;
            if (!TrySkipSeparator(json, (byte)']', out isEmpty))
            {
                return false;
            }
        }

        Close(container, items);
        return true;
    }

    private bool TrySkipOpening(ReadOnlySpan<byte> json, byte end, out bool isEmpty)
    {
        _at++;
        isEmpty = SkipWhiteSpace(json) < json.Length && json[_at] == end;
        _at += isEmpty ? 1 : 0;
        return _at <= json.Length;
    }

    /// <summary>A comma, or the end of the container.</summary>
    private bool TrySkipSeparator(ReadOnlySpan<byte> json, byte end, out bool isEnd)
    {
        isEnd = false;
        if (SkipWhiteSpace(json) == json.Length)
        {
            return false;
        }

        var separator = json[_at++];
        isEnd = separator == end;
        return isEnd || separator == (byte)',';
    }

    private bool TryReadText(ReadOnlySpan<byte> json)
    {
        if (_skips)
        {
            var end = JsonTexts.FindEnd(json, _at + 1, out _);
            _at = end + 1;
            return end >= 0;
        }

        if (!TryReadText(_tape, _utf8, json, ref _at, out var text))
        {
            return false;
        }

        _tape.Add(ValueKind.Text, text);
        return true;
    }

    private static bool TryReadText(ValueTape tape, Utf8Text utf8, ReadOnlySpan<byte> json, ref int at, out Utf8Text text)
    {
        var start = at + 1;
        var end = start;
        var room = tape.Arena.Room;
        var length = JsonTexts.Decode(json, ref end, room, out var traits);
        tape.Arena.Wrote(length < 0 ? room.Length : length + JsonTexts.Overshoot);
        if (length < 0)
        {
            // Either it is no text or there is more of it than room.
            end = JsonTexts.FindEnd(json, start, out traits);
            if (end < 0)
            {
                text = default;
                return false;
            }
        }

        text = utf8.Slice(start, end - start);
        at = end + 1;
        if ((traits & JsonTextTraits.Escapes) != 0)
        {
            // Unescaped text is never longer than escaped text.
            var decoded = tape.Arena.Commit(length >= 0 ? length : JsonEscapes.Decode(text.Span, tape.Arena.Reserve(text.Length).Span));
            text = traits == JsonTextTraits.Escapes ? new Utf8Text(decoded, text) : new Utf8Text(decoded);
        }

        return true;
    }

    private bool TryReadWord(ReadOnlySpan<byte> json, ReadOnlySpan<byte> word, ValueKind kind, Utf8Text text)
    {
        if (!json.Slice(_at).StartsWith(word))
        {
            return false;
        }

        _at += word.Length;
        Add(kind, text);
        return true;
    }

    private bool TryReadNumber(ReadOnlySpan<byte> json)
    {
        var start = _at;
        _at += json[_at] == (byte)'-' ? 1 : 0;
        var whole = SkipDigits(json);
        var isNumber = whole > 0 && (whole == 1 || json[_at - whole] != (byte)'0');
        if (isNumber && _at < json.Length && json[_at] == (byte)'.')
        {
            _at++;
            isNumber = SkipDigits(json) > 0;
        }

        if (isNumber && _at < json.Length && json[_at] is (byte)'e' or (byte)'E')
        {
            _at++;
            _at += _at < json.Length && json[_at] is (byte)'+' or (byte)'-' ? 1 : 0;
            isNumber = SkipDigits(json) > 0;
        }

        if (isNumber && !_skips)
        {
            Add(ValueKind.Number, _utf8.Slice(start, _at - start));
        }

        return isNumber;
    }

    private int Add(ValueKind kind, Utf8Text text) => _skips ? 0 : _tape.Add(kind, text);

    private void Close(int container, int children)
    {
        if (!_skips)
        {
            _tape.Close(container, children);
        }
    }

    private int SkipDigits(ReadOnlySpan<byte> json)
    {
        var start = _at;
        while (_at < json.Length && json[_at] is >= (byte)'0' and <= (byte)'9')
        {
            _at++;
        }

        return _at - start;
    }

    private int SkipWhiteSpace(ReadOnlySpan<byte> json) => _at = SkipWhiteSpace(json, _at);
}
