namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// Python literals (dict, list, tuple, str, numbers, True, False, None) onto a tape: some SDKs write <c>str(value)</c> where JSON was meant.
/// One pass; anything else is refused.
/// </summary>
internal static class PythonLiteralReader
{
    private static readonly Utf8Text True = Utf8Text.From("true");
    private static readonly Utf8Text False = Utf8Text.From("false");

    /// <summary>False, and an absent value, when it is not one literal from end to end.</summary>
    public static bool TryRead(ValueTape tape, ReadOnlyMemory<byte> utf8, out Value value)
    {
        var mark = tape.Mark;
        var reader = new Reader(tape, utf8);
        if (reader.TryReadValue(depth: 0) && reader.AtEnd())
        {
            value = new Value(tape, mark);
            return true;
        }

        tape.Rewind(mark);
        value = default;
        return false;
    }

    private struct Reader(ValueTape tape, ReadOnlyMemory<byte> utf8)
    {
        private int _at;

        public bool AtEnd()
        {
            SkipWhiteSpace();
            return _at == utf8.Length;
        }

        public bool TryReadValue(int depth)
        {
            SkipWhiteSpace();
            if (_at == utf8.Length || depth > ValueTape.MaxDepth)
            {
                return false;
            }

            var first = utf8.Span[_at];
            return first switch
            {
                (byte)'{' => TryReadDict(depth),
                (byte)'[' => TryReadSequence((byte)']', depth),
                (byte)'(' => TryReadSequence((byte)')', depth),
                (byte)'\'' or (byte)'"' => TryReadString(),
                (byte)'-' or (byte)'.' or (>= (byte)'0' and <= (byte)'9') => TryReadNumber(),
                _ => TryReadWord(),
            };
        }

        private bool TryReadDict(int depth)
        {
            _at++;
            var container = tape.Add(ValueKind.Object, default);
            var children = 0;
            while (!TrySkip((byte)'}'))
            {
                var key = tape.Mark;
                if (!TryReadValue(depth + 1) || new Value(tape, key).Kind is ValueKind.Array or ValueKind.Object || !TrySkip((byte)':')
                    || !TryReadValue(depth + 1))
                {
                    return false;
                }

                children++;
                if (!TrySkip((byte)',') && !Peek((byte)'}'))
                {
                    return false;
                }
            }

            tape.Close(container, children);
            return true;
        }

        private bool TryReadSequence(byte end, int depth)
        {
            _at++;
            var container = tape.Add(ValueKind.Array, default);
            var children = 0;
            while (!TrySkip(end))
            {
                if (!TryReadValue(depth + 1))
                {
                    return false;
                }

                children++;
                if (!TrySkip((byte)',') && !Peek(end))
                {
                    return false;
                }
            }

            tape.Close(container, children);
            return true;
        }

        private bool TryReadString()
        {
            var text = utf8.Span;
            var quote = text[_at++];
            var start = _at;
            var escaped = false;
            while (_at < text.Length && text[_at] != quote)
            {
                if (text[_at] == (byte)'\n')
                {
                    return false;
                }

                if (text[_at] == (byte)'\\')
                {
                    escaped = true;
                    _at++;
                }

                _at++;
            }

            if (_at >= text.Length)
            {
                return false;
            }

            var inside = utf8.Slice(start, _at - start);
            _at++;
            tape.Add(ValueKind.Text, new Utf8Text(escaped ? Unescape(inside.Span) : inside));
            return true;
        }

        private readonly ReadOnlyMemory<byte> Unescape(ReadOnlySpan<byte> escaped)
        {
            // \a becomes one byte, \x41 at most two, \u4141 three, \U00014141 four: never more than was there.
            var room = tape.Arena.Reserve(escaped.Length).Span;
            return tape.Arena.Commit(PythonEscapes.Decode(escaped, room));
        }

        private bool TryReadNumber()
        {
            var text = utf8.Span;
            var start = _at;
            while (_at < text.Length && text[_at] is (>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)'e' or (byte)'E' or (byte)'+' or (byte)'-')
            {
                _at++;
            }

            var number = utf8.Slice(start, _at - start);
            if (!System.Buffers.Text.Utf8Parser.TryParse(number.Span, out double _, out var used) || used != number.Length)
            {
                return false;
            }

            tape.Add(ValueKind.Number, new Utf8Text(number));
            return true;
        }

        private bool TryReadWord()
        {
            if (TrySkipWord("None"u8))
            {
                tape.Add(ValueKind.Null, default);
            }
            else if (TrySkipWord("True"u8))
            {
                tape.Add(ValueKind.True, True);
            }
            else if (TrySkipWord("False"u8))
            {
                tape.Add(ValueKind.False, False);
            }
            else
            {
                return false;
            }

            return true;
        }

        private bool TrySkipWord(ReadOnlySpan<byte> word)
        {
            if (!utf8.Span.Slice(_at).StartsWith(word))
            {
                return false;
            }

            _at += word.Length;
            return true;
        }

        private bool TrySkip(byte b)
        {
            if (!Peek(b))
            {
                return false;
            }

            _at++;
            return true;
        }

        private bool Peek(byte b)
        {
            SkipWhiteSpace();
            return _at < utf8.Length && utf8.Span[_at] == b;
        }

        private void SkipWhiteSpace()
        {
            var text = utf8.Span;
            while (_at < text.Length && Utf8.IsWhiteSpace(text[_at]))
            {
                _at++;
            }
        }
    }
}
