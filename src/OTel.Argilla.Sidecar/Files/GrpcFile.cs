using System.Buffers.Binary;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Files;

/// <summary>Messages as gRPC frames them: a flag whether the message is compressed, four bytes of length, the message.</summary>
internal static class GrpcFile
{
    private const int HeaderSize = 5;

    /// <summary>True when the file begins with such a message.</summary>
    public static bool IsFrame(ByteWindow window) =>
        window.Span is [<= 1, ..] && window.TryFill(HeaderSize + 3) && Length(window) is var length && length <= ByteWindow.MaxLength
        && (window.Span[0] == 0
            ? FrameHeader.IsExport(window.Span[HeaderSize..], length)
            : Compression.Of(window.Span[HeaderSize..]) is CompressionKind.Gzip or CompressionKind.Zstd or CompressionKind.Zlib);

    public static void Read(ByteWindow window, ExportIntake intake)
    {
        while (window.TryFill(1))
        {
            if (!window.TryFill(HeaderSize) || !window.TryFill(HeaderSize + Length(window)))
            {
                _ = window.TryFillMore();
                intake.Report.AddDamage(window.Position, window.Length, "a gRPC message is cut off");
                return;
            }

            var length = (int)Length(window);
            var message = window.Memory.Slice(HeaderSize, length);
            if (!(window.Span[0] == 0 ? TryTake(message, intake) : TryDecompress(message, intake)))
            {
                intake.Report.AddDamage(window.Position, HeaderSize + length, intake.Reason);
            }

            window.Advance(HeaderSize + length);
        }
    }

    private static long Length(ByteWindow window) => BinaryPrimitives.ReadUInt32BigEndian(window.Span[1..]);

    private static bool TryDecompress(ReadOnlyMemory<byte> message, ExportIntake intake)
    {
        using var compressed = new MemoryStream(message.ToArray(), writable: false);
        using var stream = Compression.Open(Compression.Of(message.Span), compressed);
        using var window = new ByteWindow(stream);
        while (window.TryFillMore())
        {
        }

        return window.Failure is null && TryTake(window.Memory, intake);
    }

    private static bool TryTake(ReadOnlyMemory<byte> message, ExportIntake intake)
    {
        if (!intake.TryDecode(message, OtlpFormat.Protobuf, out _))
        {
            return false;
        }

        intake.Accept();
        return true;
    }
}
