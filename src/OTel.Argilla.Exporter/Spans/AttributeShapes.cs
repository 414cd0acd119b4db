namespace OTel.Argilla.Exporter.Spans;

/// <summary>The shapes of the attributes that came by. Not thread-safe: each evaluator has its own.</summary>
internal sealed class AttributeShapes
{
    /// <summary>Who makes up a name for each span, or writes them in ever new orders, fills no memory: all is forgotten, and begins again.</summary>
    private const int MostShapes = 2048;

    private AttributeShape _empty;
    private int _count;
    private int _keys;

    public AttributeShapes() => _empty = new AttributeShape(this);

    /// <summary>The shape of a span that has no attributes yet.</summary>
    public AttributeShape Begin()
    {
        // A name that was no key when a shape was made may be one now.
        if (_count > MostShapes || _keys != AttributeKey.Count)
        {
            _empty = new AttributeShape(this);
            _count = 0;
            _keys = AttributeKey.Count;
        }

        return _empty;
    }

    internal void Add() => _count++;
}
