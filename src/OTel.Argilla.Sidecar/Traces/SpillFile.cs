using System.Buffers.Binary;
using System.Text;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Traces;

/// <summary>A temporary file of spans and log records as they were sent, with what the decoder has read of them.</summary>
internal sealed class SpillFile : IDisposable
{
    private const int BufferSize = 16 * 1024;
    private const byte Link = 1;
    private const byte Log = 2;
    private const byte GenAISpan = 3;

    private readonly BinaryWriter _writer;

    public SpillFile(string path)
    {
        _writer = new BinaryWriter(
            new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None),
            Encoding.UTF8);
        if (!OperatingSystem.IsWindows())
        {
            // Without a name, it lives as long as it is open: nothing stays behind, however the process ends.
            File.Delete(path);
        }
    }

    public void Write(in SpanLink link)
    {
        WriteIds(Link, link.TraceId, link.SpanId);
        WriteId(link.ParentSpanId);
        _writer.Write(link.IsError);
    }

    public void Write(in OtlpLog log)
    {
        WriteIds(Log, log.TraceId, log.SpanId);
        _writer.Write(log.Event.Name);
        _writer.Write(log.Event.TimeUnixNano);
        WriteBytes(log.Format, log.Bytes);
    }

    public void Write(OtlpSpan span)
    {
        WriteIds(GenAISpan, span.TraceId, span.SpanId);
        WriteId(span.ParentSpanId);
        _writer.Write(span.IsError);
        _writer.Write(span.StartUnixNano);
        _writer.Write(span.EndUnixNano);
        _writer.Write(span.Name);
        _writer.Write(span.ScopeName);
        _writer.Write(span.ServiceName is not null);
        _writer.Write(span.ServiceName ?? string.Empty);
        WriteBytes(span.Format, span.Bytes);
    }

    /// <summary>Hands all that was written to the store.</summary>
    public void ReadInto(TraceStore store)
    {
        _writer.Flush();
        var stream = _writer.BaseStream;
        var length = stream.Length;
        stream.Position = 0;
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        while (stream.Position < length)
        {
            var kind = reader.ReadByte();
            var (traceId, spanId) = (ReadTraceId(reader), ReadSpanId(reader));
            if (kind == Link)
            {
                store.AddLink(traceId, spanId, ReadSpanId(reader), reader.ReadBoolean());
            }
            else if (kind == Log)
            {
                var (name, time) = (reader.ReadString(), reader.ReadInt64());
                var (format, bytes) = ReadBytes(reader);
                store.AddLog(traceId, spanId, OtlpLog.Decode(name, time, format, bytes));
            }
            else
            {
                store.AddSpan(ReadSpan(reader, traceId, spanId));
            }
        }
    }

    public void Dispose() => _writer.Dispose();

    private static OtlpSpan ReadSpan(BinaryReader reader, TraceId traceId, SpanId spanId)
    {
        var head = new OtlpSpanHead
        {
            TraceId = traceId,
            SpanId = spanId,
            ParentSpanId = ReadSpanId(reader),
            IsError = reader.ReadBoolean(),
            StartUnixNano = reader.ReadInt64(),
            EndUnixNano = reader.ReadInt64(),
            Name = reader.ReadString(),
            ScopeName = reader.ReadString(),
        };
        var hasService = reader.ReadBoolean();
        var service = reader.ReadString();
        head.ServiceName = hasService ? service : null;
        var (format, bytes) = ReadBytes(reader);
        return new OtlpSpan(head, format, bytes);
    }

    private void WriteIds(byte kind, TraceId traceId, SpanId spanId)
    {
        _writer.Write(kind);
        Span<byte> bytes = stackalloc byte[16];
        traceId.CopyTo(bytes);
        _writer.Write(bytes);
        WriteId(spanId);
    }

    private void WriteId(SpanId id)
    {
        Span<byte> bytes = stackalloc byte[8];
        id.CopyTo(bytes);
        _writer.Write(bytes);
    }

    private static TraceId ReadTraceId(BinaryReader reader) => new(BinaryPrimitives.ReverseEndianness(reader.ReadUInt64()), BinaryPrimitives.ReverseEndianness(reader.ReadUInt64()));

    private static SpanId ReadSpanId(BinaryReader reader) => new(BinaryPrimitives.ReverseEndianness(reader.ReadUInt64()));

    private void WriteBytes(OtlpFormat format, ReadOnlyMemory<byte> bytes)
    {
        _writer.Write((byte)format);
        _writer.Write(bytes.Length);
        _writer.Write(bytes.Span);
    }

    private static (OtlpFormat Format, byte[] Bytes) ReadBytes(BinaryReader reader)
    {
        var format = (OtlpFormat)reader.ReadByte();
        return (format, reader.ReadBytes(reader.ReadInt32()));
    }
}
