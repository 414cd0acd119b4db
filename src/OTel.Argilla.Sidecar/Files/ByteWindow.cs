using System.Buffers;

namespace OTel.Argilla.Sidecar.Files;

/// <summary>What is at hand of a stream: it grows while a record needs more, and moves on with it. What it shows is valid until the next call.</summary>
internal sealed class ByteWindow : IDisposable
{
    /// <summary>No record is longer: a Collector's default batch of large spans is some 20 MB.</summary>
    public const int MaxLength = 128 * 1024 * 1024;

    /// <summary>How often a byte may be looked at on average. Undamaged input needs three or four looks, and some for each record that is torn.</summary>
    private const long LooksPerByte = 16;

    /// <summary>So that small input may be searched through and through.</summary>
    private const long FreeLooks = 8 * 1024 * 1024;

    private readonly Stream _stream;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private bool _ended;

    public ByteWindow(Stream stream, int initialLength = 256 * 1024)
    {
        _stream = stream;
        _buffer = ArrayPool<byte>.Shared.Rent(initialLength);
    }

    /// <summary>Offset of the window's first byte in the stream.</summary>
    public long Position { get; private set; }

    public int Length => _end - _start;

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(_start, Length);

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(_start, Length);

    /// <summary>Bytes that were looked at or moved, as often as that was done.</summary>
    public long Looks { get; private set; }

    /// <summary>
    /// False once so much was looked at in vain that damage is passed over without a search for what is whole in it. Input made for it could else have the
    /// same bytes tried from each of a million places.
    /// </summary>
    public bool MaySearch => Looks <= FreeLooks + (LooksPerByte * (Position + Length));

    /// <summary>Why the stream ended before its end; null when it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>True when this many bytes are at hand; false when the stream ends before, or they are more than a record may have.</summary>
    public bool TryFill(long length)
    {
        while (Length < length && !_ended)
        {
            if (length > MaxLength)
            {
                return false;
            }

            Fill((int)length);
        }

        return Length >= length;
    }

    /// <summary>Reads more, whatever there is; false at the end, or when the window cannot grow.</summary>
    public bool TryFillMore() => Length < MaxLength && TryFill(Math.Min(MaxLength, Length + 1));

    /// <summary>Counts bytes that were looked at.</summary>
    public void Look(long bytes) => Looks += bytes;

    public void Advance(int bytes)
    {
        _start += bytes;
        Position += bytes;
        if (_start == _end)
        {
            _start = _end = 0;
        }
    }

    public void Dispose()
    {
        // Prompts and answers do not linger in pooled memory.
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = [];
    }

    private void Fill(int length)
    {
        if (_start + length > _buffer.Length || _end == _buffer.Length)
        {
            MakeRoom(length);
        }

        try
        {
            var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            _ended = read == 0;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or ZstdSharp.ZstdException)
        {
            Failure = "the compressed data is cut off or corrupt";
            _ended = true;
        }
    }

    private void MakeRoom(int length)
    {
        var target = _buffer;
        if (length > _buffer.Length || Length == _buffer.Length)
        {
            target = ArrayPool<byte>.Shared.Rent((int)Math.Min(MaxLength, Math.Max(length, 2L * _buffer.Length)));
        }

        Look(Length);
        Span.CopyTo(target);
        if (target != _buffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = target;
        }

        (_start, _end) = (0, Length);
    }
}
