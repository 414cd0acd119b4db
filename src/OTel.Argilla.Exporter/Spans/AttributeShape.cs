namespace OTel.Argilla.Exporter.Spans;

/// <summary>
/// The names of a span's attributes, in their order. Spans of one instrumentation share a few of these, so what names alone decide is found out once for
/// each, and not once for each span. Found by following it name by name from the <see cref="AttributeShapes"/>.
/// </summary>
internal sealed class AttributeShape
{
    private readonly AttributeShapes _all;
    private readonly AttributeShape? _before;
    private readonly string _lastName;

    // Nearly always the same name follows.
    private string? _usualName;
    private AttributeShape? _usualNext;
    private Dictionary<string, AttributeShape>? _others;

    private string[]? _names;
    private int[]? _keys;
    private int[] _first = [];
    private int[]?[] _present = [];

    internal AttributeShape(AttributeShapes all)
    {
        _all = all;
        _lastName = string.Empty;
    }

    private AttributeShape(AttributeShape before, string name)
    {
        _all = before._all;
        _before = before;
        _lastName = name;
        Count = before.Count + 1;
    }

    public int Count { get; }

    /// <summary>A place for what somebody has found out about the shape.</summary>
    public object? Plan { get; set; }

    /// <summary>This shape and one more name.</summary>
    public AttributeShape With(string name) => ReferenceEquals(name, _usualName) ? _usualNext! : Find(name);

    public string NameAt(int position) => Complete()._names![position];

    /// <summary>Position of the key's first attribute, or -1.</summary>
    public int FirstOf(AttributeKey key)
    {
        var first = Complete()._first;
        return key.Index < first.Length ? first[key.Index] - 1 : -1;
    }

    /// <summary>Position of the key's next attribute from there on, or -1.</summary>
    public int NextOf(AttributeKey key, int from) => Array.IndexOf(Complete()._keys!, key.Index, from);

    public bool Contains(AttributeKey key) => FirstOf(key) >= 0;

    /// <summary>True when some name begins so.</summary>
    public bool HasPrefix(string prefix) => Array.Exists(Complete()._names!, name => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Places in the list of those keys that are there.</summary>
    public int[] Present(KeyList list) => list.Number < _present.Length && _present[list.Number] is { } known ? known : FindPresent(list);

    private int[] FindPresent(KeyList list)
    {
        if (list.Number >= _present.Length)
        {
            Array.Resize(ref _present, list.Number + 8);
        }

        return _present[list.Number] = [.. Enumerable.Range(0, list.Keys.Length).Where(i => Contains(list.Keys[i]))];
    }

    private AttributeShape Find(string name)
    {
        if (name == _usualName)
        {
            return _usualNext!;
        }

        if (_others is not null && _others.TryGetValue(name, out var other))
        {
            return other;
        }

        var next = new AttributeShape(this, name);
        _all.Add();
        if (_usualName is null)
        {
            (_usualName, _usualNext) = (name, next);
        }
        else
        {
            (_others ??= new(StringComparer.Ordinal)).Add(name, next);
        }

        return next;
    }

    /// <summary>Shapes that are only the beginning of others need no tables.</summary>
    private AttributeShape Complete()
    {
        if (_names is null)
        {
            FillTables();
        }

        return this;
    }

    private void FillTables()
    {
        var names = new string[Count];
        var keys = new int[Count];
        var last = -1;
        for (var shape = this; shape._before is not null; shape = shape._before)
        {
            names[shape.Count - 1] = shape._lastName;
            keys[shape.Count - 1] = AttributeKey.IndexOf(shape._lastName);
            last = Math.Max(last, keys[shape.Count - 1]);
        }

        _first = new int[last + 1];
        for (var i = Count - 1; i >= 0; i--)
        {
            if (keys[i] >= 0)
            {
                _first[keys[i]] = i + 1;
            }
        }

        _keys = keys;
        _names = names;
    }
}
