using System.Diagnostics.CodeAnalysis;

namespace OTel.Argilla.Exporter.Spans;

/// <summary>The attributes of one span, copied out of it once and looked up by number. Reused: clear it and fill it again.</summary>
internal sealed class AttributeSet
{
    private int[] _indexes = new int[32];
    private string[] _names = new string[32];
    private object?[] _values = new object?[32];

    public int Count { get; private set; }

    public string NameAt(int position) => _names[position];

    public object? ValueAt(int position) => _values[position];

    public void Clear()
    {
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

        _indexes[Count] = AttributeKey.IndexOf(name);
        _names[Count] = name;
        _values[Count] = value;
        Count++;
    }

    /// <summary>The first value of this key that is not null; null when there is none. Keys may repeat (M.E.AI adds some twice).</summary>
    public object? this[AttributeKey key]
    {
        get
        {
            var position = 0;
            TryGetNext(key, ref position, out var value);
            return value;
        }
    }

    /// <summary>
    /// Walks over all values of this key that are not null. Start with <paramref name="position"/> 0 and pass it on.
    /// </summary>
    public bool TryGetNext(AttributeKey key, ref int position, [NotNullWhen(true)] out object? value)
    {
        while (position < Count)
        {
            var at = Array.IndexOf(_indexes, key.Index, position, Count - position);
            if (at < 0)
            {
                break;
            }

            position = at + 1;
            if (_values[at] is { } found)
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
    public bool Contains(AttributeKey key) => Array.IndexOf(_indexes, key.Index, 0, Count) >= 0;
}
