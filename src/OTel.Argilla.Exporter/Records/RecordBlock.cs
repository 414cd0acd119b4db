using System.Buffers;

namespace OTel.Argilla.Exporter.Records;

/// <summary>
/// Rented bytes that many records lie in, one behind the other: hundreds of them wait for a request, more than the pool keeps arrays. The bytes go back
/// when the last record is released and nobody adds more.
/// </summary>
internal sealed class RecordBlock
{
    /// <summary>Room for some dozens of usual records.</summary>
    public const int UsualCapacity = 64 * 1024;

    private readonly byte[] _bytes;
    private int _used;

    /// <summary>The records that are not released, and whoever adds them.</summary>
    private int _owners = 1;

    /// <param name="capacity">Bytes that must fit.</param>
    public RecordBlock(int capacity) => _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>For whoever writes records where they are to stay, and claims each place once it is written.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>Copies a record in; gives its place. One thread adds; any thread may release.</summary>
    public ArraySegment<byte> Add(ReadOnlySpan<byte> record)
    {
        record.CopyTo(_bytes.AsSpan(_used));
        _used += record.Length;
        return Claim(_used - record.Length, record.Length);
    }

    /// <summary>The place of a record that stands there already. It is to be released.</summary>
    public ArraySegment<byte> Claim(int start, int length)
    {
        _ = Interlocked.Increment(ref _owners);
        return new ArraySegment<byte>(_bytes, start, length);
    }

    /// <summary>One owner less.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _owners) == 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
    }
}
