using System.Buffers.Binary;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Traces.Items;

namespace OTel.Argilla.Sidecar.Traces;

/// <summary>A temporary file of chunks, each behind its length, with spans and log records as they were sent and what the decoder has read of them.</summary>
internal sealed class SpillFile : IDisposable
{
    private const int ChunkSize = 16 * 1024;

    private readonly FileStream _stream;
    private readonly ItemWriter _chunk = new(ChunkSize, keepsResources: false);

    public SpillFile(string path)
    {
        _stream = new FileStream(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
        if (!OperatingSystem.IsWindows())
        {
            // Without a name, it lives as long as it is open: nothing stays behind, however the process ends.
            File.Delete(path);
        }
    }

    public void Write(in SpanLink link)
    {
        MakeRoom(ItemWriter.MostFixed);
        _chunk.Add(link);
    }

    public void Write(in OtlpLog log)
    {
        MakeRoom(ItemWriter.MostOf(log));
        _chunk.Add(log);
    }

    public void Write(OtlpSpan span)
    {
        MakeRoom(ItemWriter.MostOf(span));
        _chunk.Add(span);
    }

    /// <summary>Hands all that was written to the store.</summary>
    public void ReadInto(TraceStore store)
    {
        Flush();
        _stream.Position = 0;
        var reader = new ItemReader();
        var chunk = new byte[ChunkSize];
        Span<byte> length = stackalloc byte[sizeof(int)];
        while (_stream.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) == length.Length)
        {
            var bytes = BinaryPrimitives.ReadInt32LittleEndian(length);
            chunk = bytes <= chunk.Length ? chunk : new byte[bytes];
            _stream.ReadExactly(chunk, 0, bytes);
            reader.Open(chunk, bytes);
            Hand(reader, store);
        }
    }

    public void Dispose() => _stream.Dispose();

    private static void Hand(ItemReader reader, TraceStore store)
    {
        for (var kind = reader.Read(); kind != ItemKind.None; kind = reader.Read())
        {
            switch (kind)
            {
                case ItemKind.Link:
                    store.AddLink(reader.TraceId, reader.SpanId, reader.Place);
                    break;
                case ItemKind.Log:
                    var log = reader.ToLog();
                    log.Own();
                    store.AddLog(reader.TraceId, reader.SpanId, log);
                    break;
                default:
                    var span = reader.ToSpan();
                    span.Own();
                    store.AddSpan(span);
                    break;
            }
        }
    }

    private void MakeRoom(int bytes)
    {
        if (_chunk.Length > 0 && _chunk.Length + bytes > ChunkSize)
        {
            Flush();
        }
    }

    private void Flush()
    {
        if (_chunk.Length == 0)
        {
            return;
        }

        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, _chunk.Length);
        _stream.Write(length);
        _stream.Write(_chunk.Written);
        _chunk.Clear();
    }
}
