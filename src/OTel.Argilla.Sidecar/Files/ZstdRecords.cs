using ZstdSharp;

namespace OTel.Argilla.Sidecar.Files;

/// <summary>Decompresses records that are one whole zstd frame each, into a buffer that is used again.</summary>
internal sealed class ZstdRecords : IDisposable
{
    private readonly Decompressor _decompressor = new();
    private byte[] _buffer = [];

    /// <summary>False when the frame is corrupt, or larger than a record may be.</summary>
    public bool TryRead(ReadOnlyMemory<byte> frame, out ReadOnlyMemory<byte> record)
    {
        record = default;
        try
        {
            var bound = Decompressor.GetDecompressedSize(frame.Span);
            if (bound > ByteWindow.MaxLength)
            {
                return false;
            }

            if (_buffer.Length < (int)bound)
            {
                _buffer = new byte[(int)bound];
            }

            record = _buffer.AsMemory(0, _decompressor.Unwrap(frame.Span, _buffer));
            return true;
        }
        catch (ZstdException)
        {
            return false;
        }
    }

    public void Dispose() => _decompressor.Dispose();
}
