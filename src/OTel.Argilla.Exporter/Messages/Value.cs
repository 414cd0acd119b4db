namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// A structured value (JSON, a Python literal, a structured attribute) as a position in a <see cref="ValueTape"/>, whatever notation it
/// was read from. A small struct: walking a value allocates nothing. Valid until the tape is reset.
/// </summary>
internal readonly struct Value
{
    private readonly ValueTape? _tape;
    private readonly int _index;

    internal Value(ValueTape tape, int index)
    {
        _tape = tape;
        _index = index;
    }

    internal ValueTape? Tape => _tape;

    /// <summary>Its position on its tape.</summary>
    internal int Index => _index;

    public ValueKind Kind => _tape is null ? ValueKind.Absent : _tape.KindOf(_index);

    public bool IsText => Kind == ValueKind.Text;

    public bool IsArray => Kind == ValueKind.Array;

    public bool IsObject => Kind == ValueKind.Object;

    public bool IsScalar => Kind is ValueKind.Text or ValueKind.Number or ValueKind.True or ValueKind.False;

    /// <summary>Not there, or null.</summary>
    public bool IsNothing => Kind is ValueKind.Absent or ValueKind.Null;

    /// <summary>Elements of an array or members of an object; 0 for all else.</summary>
    public int Count => _tape is null ? 0 : _tape.CountOf(_index);

    /// <summary>The text of a string, unescaped; of a number its invariant form; of a Boolean <c>true</c> or <c>false</c>; empty for all else.</summary>
    public Utf8Text Text => _tape is null ? default : _tape.TextOf(_index);

    /// <summary>Elements of an array, in order; none for all else.</summary>
    public ItemEnumerator Items => new(_tape, _index);

    /// <summary>Members of an object, in order, duplicate names included; none for all else.</summary>
    public MemberEnumerator Members => new(_tape, _index);

    /// <summary>The member of this name (the last, if the name repeats), or an absent value.</summary>
    public Value this[ReadOnlySpan<byte> name]
    {
        get
        {
            var position = _tape is null ? -1 : _tape.Find(_index, name);
            return position < 0 ? default : new Value(_tape!, position);
        }
    }

    public bool TryGet(ReadOnlySpan<byte> name, out Value value)
    {
        value = this[name];
        return value.Kind != ValueKind.Absent;
    }

    /// <summary>The element at this position of an array, or an absent value.</summary>
    public Value At(int position)
    {
        foreach (var item in Items)
        {
            if (position-- == 0)
            {
                return item;
            }
        }

        return default;
    }

    public bool TryGetInt64(out long number)
    {
        number = 0;
        return Kind is ValueKind.Number or ValueKind.Text
            && System.Buffers.Text.Utf8Parser.TryParse(Text.Span, out number, out var used) && used == Text.Span.Length;
    }

    public bool TryGetDouble(out double number)
    {
        number = 0;
        return Kind is ValueKind.Number or ValueKind.Text
            && System.Buffers.Text.Utf8Parser.TryParse(Text.Span, out number, out var used) && used == Text.Span.Length;
    }

    /// <summary>Compact JSON of this value, onto the same tape.</summary>
    public Utf8Text ToJson() => _tape is null ? default : _tape.ToJson(this);

    internal struct ItemEnumerator
    {
        private readonly ValueTape? _tape;
        private readonly int _end;
        private int _next;
        private int _current;

        internal ItemEnumerator(ValueTape? tape, int index)
        {
            _tape = tape;
            (_next, _end) = tape is not null && tape.KindOf(index) == ValueKind.Array ? tape.ChildrenOf(index) : (0, 0);
            _current = 0;
        }

        public readonly Value Current => new(_tape!, _current);

        public readonly ItemEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next >= _end)
            {
                return false;
            }

            _current = _next;
            _next = _tape!.NextSibling(_current);
            return true;
        }
    }

    internal struct MemberEnumerator
    {
        private readonly ValueTape? _tape;
        private readonly int _end;
        private int _next;
        private int _current;

        internal MemberEnumerator(ValueTape? tape, int index)
        {
            _tape = tape;
            (_next, _end) = tape is not null && tape.KindOf(index) == ValueKind.Object ? tape.ChildrenOf(index) : (0, 0);
            _current = 0;
        }

        public readonly Member Current => new(_tape!.TextOf(_current), new Value(_tape, _current + 1));

        public readonly MemberEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next >= _end)
            {
                return false;
            }

            // A member is two neighbours on the tape: its name, then its value.
            _current = _next;
            _next = _tape!.NextSibling(_current + 1);
            return true;
        }
    }

    internal readonly struct Member(Utf8Text name, Value value)
    {
        public Utf8Text Name { get; } = name;

        public Value Value { get; } = value;
    }
}
