using System.Buffers;

namespace OTel.Argilla.Exporter.Records;

/// <summary>A growing buffer out of the shared pool that can be handed on: writer of one owner, read by the next.</summary>
internal class PooledBuffer : IBufferWriter<byte>
{
    private const int FirstSize = 4096;

    private byte[] _bytes = [];
    private int _length;

    public PooledBuffer()
    {
    }

    /// <param name="capacity">Bytes expected, so that the buffer need not grow and copy.</param>
    public PooledBuffer(int capacity) => _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length => _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public ArraySegment<byte> Segment => new(_bytes, 0, _length);

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _bytes.AsSpan(_length);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        _length += bytes.Length;
    }

    /// <summary>Gives the array back to the pool, without the contents.</summary>
    public void Release()
    {
        Clear();
        var (rented, _) = Detach();
        if (rented.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Gives the rented array and the number of bytes in it away; the buffer is empty then.</summary>
    public (byte[] Rented, int Length) Detach()
    {
        var detached = (_bytes, _length);
        _bytes = [];
        _length = 0;
        return detached;
    }

    /// <summary>Throws the contents away, after a failure half way.</summary>
    public void Clear() => CutAt(0);

    private void Ensure(int sizeHint)
    {
        var wanted = sizeHint > 0 ? sizeHint : 256;
        if (_bytes.Length - _length >= wanted)
        {
            return;
        }

        (_bytes, _length) = Grow(_bytes, _length, wanted);
    }

    /// <summary>Gives an array with room for so many bytes more, and how much of it is written.</summary>
    protected virtual (byte[] Bytes, int Length) Grow(byte[] bytes, int length, int wanted)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstSize, Math.Max(bytes.Length * 2, length + wanted)));
        bytes.AsSpan(0, length).CopyTo(larger);
        if (bytes.Length > 0)
        {
            bytes.AsSpan(0, length).Clear();
            ArrayPool<byte>.Shared.Return(bytes);
        }

        return (larger, length);
    }

    /// <summary>Throws away what was written behind this place.</summary>
    protected void CutAt(int length)
    {
        _bytes.AsSpan(length, _length - length).Clear();
        _length = length;
    }
}
