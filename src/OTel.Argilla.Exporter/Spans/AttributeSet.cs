using System.Diagnostics.CodeAnalysis;

namespace OTel.Argilla.Exporter.Spans;

/// <summary>The attributes of one span, copied out of it once and looked up by number. Reused: clear it and fill it again.</summary>
internal sealed class AttributeSet
{
    private int[] _indexes = new int[32];
    private string[] _names = new string[32];
    private object?[] _values = new object?[32];

    /// <summary>By key: position of its first attribute plus one, or 0. Most keys that are asked for are not there.</summary>
    private int[] _first = new int[128];

    public int Count { get; private set; }

    public string NameAt(int position) => _names[position];

    public object? ValueAt(int position) => Resolved(position);

    public void Clear()
    {
        for (var i = 0; i < Count; i++)
        {
            if (_indexes[i] >= 0)
            {
                _first[_indexes[i]] = 0;
            }
        }

        Array.Clear(_names, 0, Count);
        Array.Clear(_values, 0, Count);
        Count = 0;
    }

    public void Add(string name, object? value)
    {
        if (Count == _indexes.Length)
        {
            Array.Resize(ref _indexes, Count * 2);
            Array.Resize(ref _names, Count * 2);
            Array.Resize(ref _values, Count * 2);
        }

        var key = AttributeKey.IndexOf(name);
        if (key >= _first.Length)
        {
            Array.Resize(ref _first, key + 64);
        }

        if (key >= 0 && _first[key] == 0)
        {
            _first[key] = Count + 1;
        }

        _indexes[Count] = key;
        _names[Count] = name;
        _values[Count] = value;
        Count++;
    }

    /// <summary>The first value of this key that is not null; null when there is none. Keys may repeat (M.E.AI adds some twice).</summary>
    public object? this[AttributeKey key]
    {
        get
        {
            var position = FirstOf(key);
            if (position == Count)
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
        position = position == 0 ? FirstOf(key) : position;
        while (position < Count)
        {
            var at = Array.IndexOf(_indexes, key.Index, position, Count - position);
            if (at < 0)
            {
                break;
            }

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
    public bool Contains(AttributeKey key) => FirstOf(key) < Count;

    /// <summary>
    /// As the indexer, but a value that is still encoded stays so: for the message reader, which puts it onto its tape without a string in between.
    /// </summary>
    public object? Encoded(AttributeKey key)
    {
        var at = FirstOf(key);
        return at < Count && _values[at] is { } first ? first : this[key];
    }

    private object? Resolved(int position)
    {
        if (_values[position] is IDeferredValue deferred)
        {
            _values[position] = deferred.Resolve();
        }

        return _values[position];
    }

    /// <summary>Position of the key's first attribute, or the end.</summary>
    private int FirstOf(AttributeKey key) =>
        key.Index < _first.Length && _first[key.Index] is var first and > 0 ? first - 1 : Count;
}
