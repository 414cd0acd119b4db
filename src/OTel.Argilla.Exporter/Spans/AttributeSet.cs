using System.Diagnostics.CodeAnalysis;

namespace OTel.Argilla.Exporter.Spans;

/// <summary>The attributes of one span, copied out of it once and looked up by number. Reused: clear it and fill it again.</summary>
internal sealed class AttributeSet
{
    private readonly AttributeShapes _shapes;
    private Slot[] _values = new Slot[32];

    public AttributeSet()
        : this(new AttributeShapes())
    {
    }

    /// <param name="shapes">Shared by sets that are filled one at a time.</param>
    public AttributeSet(AttributeShapes shapes)
    {
        _shapes = shapes;
        Shape = shapes.Begin();
    }

    /// <summary>Their names.</summary>
    public AttributeShape Shape { get; private set; }

    public int Count => Shape.Count;

    public string NameAt(int position) => Shape.NameAt(position);

    public object? ValueAt(int position) => Resolved(position);

    public void Clear()
    {
        Array.Clear(_values, 0, Count);
        Shape = _shapes.Begin();
    }

    public void Add(string name, object? value)
    {
        var at = Count;
        if (at == _values.Length)
        {
            Array.Resize(ref _values, at * 2);
        }

        _values[at].Value = value;
        Shape = Shape.With(name);
    }

    /// <summary>The first value of this key that is not null; null when there is none. Keys may repeat (M.E.AI adds some twice).</summary>
    public object? this[AttributeKey key]
    {
        get
        {
            var position = Shape.FirstOf(key);
            if (position < 0)
            {
                return null;
            }

            if (Resolved(position) is { } first)
            {
                return first;
            }

            TryGetNext(key, ref position, out var value);
            return value;
        }
    }

    /// <summary>
    /// Walks over all values of this key that are not null. Start with <paramref name="position"/> 0 and pass it on.
    /// </summary>
    public bool TryGetNext(AttributeKey key, ref int position, [NotNullWhen(true)] out object? value)
    {
        var at = position == 0 ? Shape.FirstOf(key) : Shape.NextOf(key, position);
        for (; at >= 0; at = Shape.NextOf(key, position))
        {
            position = at + 1;
            if (Resolved(at) is { } found)
            {
                value = found;
                return true;
            }
        }

        position = Count;
        value = null;
        return false;
    }

    /// <summary>True when the key is there, even with the value null.</summary>
    public bool Contains(AttributeKey key) => Shape.Contains(key);

    /// <summary>
    /// As the indexer, but a value that is still encoded stays so: for the message reader, which puts it onto its tape without a string in between.
    /// </summary>
    public object? Encoded(AttributeKey key)
    {
        var at = Shape.FirstOf(key);
        return at >= 0 && _values[at].Value is { } first ? first : this[key];
    }

    private object? Resolved(int position)
    {
        if (_values[position].Value is DeferredValue deferred)
        {
            _values[position].Value = deferred.Resolve();
        }

        return _values[position].Value;
    }

    /// <summary>An array of these needs no check of what is put into it.</summary>
    private struct Slot
    {
        public object? Value;
    }
}
