using System.Buffers;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Bytes of a request in a rented array that grows.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>
{
    private byte[] _buffer;

    public PooledBuffer(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public byte[] Array => _buffer;

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _buffer.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _buffer.AsSpan(Length);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Gives the array back to the pool, without the prompts and responses in it.</summary>
    public void Release()
    {
        if (_buffer.Length > 0)
        {
            _buffer.AsSpan(0, Length).Clear();
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        Forget();
    }

    /// <summary>Lets go of the array without giving it back: somebody may still read it.</summary>
    public void Forget()
    {
        _buffer = [];
        Length = 0;
    }

    private void Ensure(int sizeHint)
    {
        var needed = Length + Math.Max(sizeHint, 1);
        if (needed <= _buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        if (_buffer.Length > 0)
        {
            _buffer.AsSpan(0, Length).Clear();
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = larger;
    }
}
