namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Objects that are used again for the next evaluation. A trace of unusual size does not stay in memory for ever.</summary>
internal sealed class Pool<T>
    where T : class
{
    private const int Kept = 256;

    private readonly List<T> _items = [];
    private readonly Func<T> _make;
    private readonly Action<T> _reset;
    private int _taken;

    public Pool(Func<T> make, Action<T> reset)
    {
        _make = make;
        _reset = reset;
    }

    public T Take()
    {
        if (_taken == _items.Count)
        {
            _items.Add(_make());
        }

        return _items[_taken++];
    }

    public void Reset()
    {
        for (var i = 0; i < _taken; i++)
        {
            _reset(_items[i]);
        }

        _taken = 0;
        if (_items.Count > Kept)
        {
            _items.RemoveRange(Kept, _items.Count - Kept);
            _items.TrimExcess();
        }
    }
}
