using System.Buffers;

namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// Bytes that live until the next reset. Blocks are never moved, so a slice of them stays valid while others are written; they are rented, and
/// what was written is cleared before it goes back, since it is people's text.
/// </summary>
internal sealed class Utf8Arena
{
    private const int BlockSize = 32 * 1024;

    /// <summary>A block that a huge text made is not kept.</summary>
    private const int LargestKeptBlock = 256 * 1024;

    private readonly List<(byte[] Block, int Written)> _full = [];
    private byte[] _block = ArrayPool<byte>.Shared.Rent(BlockSize);
    private int _used;

    /// <summary>How far the block was written to: what is not kept is people's text too.</summary>
    private int _written;

    /// <summary>Room for this many bytes in one piece; what is written there is kept by <see cref="Commit"/>.</summary>
    public Memory<byte> Reserve(int length)
    {
        if (length > _block.Length - _used)
        {
            _full.Add((_block, Math.Max(_used, _written)));
            _block = ArrayPool<byte>.Shared.Rent(Math.Max(length, BlockSize));
            _used = _written = 0;
        }

        return _block.AsMemory(_used, length);
    }

    /// <summary>What room there is without another block. How much of it was written to is told by <see cref="Wrote"/>; what is to stay is kept by <see cref="Commit"/>.</summary>
    public Span<byte> Room => _block.AsSpan(_used);

    /// <summary>So many bytes of the <see cref="Room"/> were written to at most.</summary>
    public void Wrote(int length) => _written = Math.Max(_written, Math.Min(_used + length, _block.Length));

    /// <summary>Keeps the first bytes of the room reserved last.</summary>
    public ReadOnlyMemory<byte> Commit(int length)
    {
        var kept = _block.AsMemory(_used, length);
        _used += length;
        return kept;
    }

    public ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length).Span);
        return Commit(bytes.Length);
    }

    /// <summary>UTF-8 of this text; unpaired surrogates become U+FFFD.</summary>
    public ReadOnlyMemory<byte> Copy(ReadOnlySpan<char> text)
    {
        // Three bytes a UTF-16 unit is the most that UTF-8 takes; large texts are counted first, so as not to reserve thrice their size.
        var most = text.Length < BlockSize / 3 ? text.Length * 3 : Utf8.GetByteCount(text);
        return Commit(Utf8.GetBytes(text, Reserve(most).Span));
    }

    public void Reset()
    {
        foreach (var (block, written) in _full)
        {
            Return(block, written);
        }

        _full.Clear();
        _written = Math.Max(_used, _written);
        if (_block.Length > LargestKeptBlock)
        {
            Return(_block, _written);
            _block = ArrayPool<byte>.Shared.Rent(BlockSize);
        }
        else
        {
            Array.Clear(_block, 0, _written);
        }

        _used = _written = 0;
    }

    private static void Return(byte[] block, int written)
    {
        Array.Clear(block, 0, written);
        ArrayPool<byte>.Shared.Return(block);
    }
}
