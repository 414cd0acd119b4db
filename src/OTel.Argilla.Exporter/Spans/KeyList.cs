namespace OTel.Argilla.Exporter.Spans;

/// <summary>Keys that are asked for together, in their order; few of them are on any one span, and its <see cref="AttributeShape"/> knows which.</summary>
internal sealed class KeyList
{
    private static int _lists;

    public KeyList(AttributeKey[] keys)
    {
        Keys = keys;
        Number = Interlocked.Increment(ref _lists) - 1;
    }

    public AttributeKey[] Keys { get; }

    internal int Number { get; }
}
