namespace OTel.Argilla.Sidecar.Files;

/// <summary>What is left of a window, as a stream: some bytes have been looked at to tell what they are.</summary>
internal sealed class WindowStream : Stream
{
    private readonly ByteWindow _window;

    public WindowStream(ByteWindow window) => _window = window;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _window.Position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || !_window.TryFill(1))
        {
            return 0;
        }

        var length = Math.Min(buffer.Length, _window.Length);
        _window.Span[..length].CopyTo(buffer);
        _window.Advance(length);
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
