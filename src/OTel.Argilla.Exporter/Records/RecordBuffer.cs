namespace OTel.Argilla.Exporter.Records;

/// <summary>Records one behind the other, each written where it stays: in a block that it shares with others.</summary>
internal sealed class RecordBuffer : PooledBuffer
{
    private RecordBlock? _block;

    /// <summary>Where the record begins that is being written.</summary>
    private int _start;

    /// <summary>Ends the record; what is written next is another.</summary>
    public RecordDocument End(string externalId, RecordParts parts)
    {
        var document = new RecordDocument(_block!.Claim(_start, Length - _start), _block, externalId, parts);
        _start = Length;
        return document;
    }

    /// <summary>Forgets a record that could not be finished.</summary>
    public void Abandon() => CutAt(_start);

    /// <summary>The record moves to a new block; those before it stay where they are.</summary>
    protected override (byte[] Bytes, int Length) Grow(byte[] bytes, int length, int wanted)
    {
        var unfinished = bytes.AsSpan(_start, length - _start);
        var block = new RecordBlock(Math.Max(RecordBlock.UsualCapacity, (2 * unfinished.Length) + wanted));
        unfinished.CopyTo(block.Bytes);
        unfinished.Clear();
        _block?.Release();
        (_block, _start) = (block, 0);
        return (block.Bytes, unfinished.Length);
    }
}
