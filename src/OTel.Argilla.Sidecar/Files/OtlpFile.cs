using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Files;

/// <summary>
/// Reads whatever people have of recorded OTLP, told apart by its first bytes, never by its name: bodies of requests in protobuf and JSON, all that a
/// Collector's file exporter writes, and any of it compressed by gzip, zlib or zstd.
/// </summary>
internal static class OtlpFile
{
    /// <summary>Compressed within compressed: more is nobody's file.</summary>
    private const int MaxLayers = 4;

    public static void Read(Stream stream, ExportIntake intake) => Read(stream, intake, 0);

    private static void Read(Stream stream, ExportIntake intake, int layer)
    {
        using var window = new ByteWindow(stream);
        _ = window.TryFill(FrameHeader.Look);
        var compression = Compression.Of(window.Span);
        if (compression == CompressionKind.None)
        {
            ReadContent(window, intake);
        }
        else if (compression == CompressionKind.Unknown)
        {
            intake.Report.Error = $"it is compressed with {Compression.NameOf(window.Span)}, which is not read: decompress it first";
        }
        else if (layer == MaxLayers)
        {
            intake.Report.Error = $"it is compressed more than {MaxLayers} times over";
        }
        else
        {
            using var inner = Compression.Open(compression, new WindowStream(window));
            Read(inner, intake, layer + 1);
        }
    }

    private static void ReadContent(ByteWindow window, ExportIntake intake)
    {
        var start = window.Span.StartsWith("\uFEFF"u8) ? window.Span[3..] : window.Span;
        if (start.IsEmpty)
        {
            intake.Report.Error = window.Failure ?? "it is empty";
        }
        else if (start.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..])
        {
            window.Advance(window.Length - start.Length);
            JsonFile.Read(window, intake);
        }
        else if (start[0] == 0x0A)
        {
            ReadBody(window, intake);
        }
        else if (FrameHeader.TryRead(start, out _))
        {
            FramedFile.Read(window, intake);
        }
        else if (GrpcFile.IsFrame(window))
        {
            GrpcFile.Read(window, intake);
        }
        else
        {
            intake.Report.Error = "it is no OTLP: it begins neither as JSON nor as protobuf, nor as what a Collector's file exporter writes";
        }
    }

    /// <summary>The body of one request in protobuf: all of the file.</summary>
    private static void ReadBody(ByteWindow window, ExportIntake intake)
    {
        while (window.TryFillMore())
        {
        }

        if (window.Failure is { } failure)
        {
            intake.Report.AddDamage(0, window.Length, failure);
        }
        else if (intake.TryDecode(window.Memory, OtlpFormat.Protobuf, out _))
        {
            intake.Accept();
        }
        else if (FrameHeader.TryRead(window.Span, out _))
        {
            // A first record of 160 MB and more, whose length begins like a body.
            FramedFile.Read(window, intake);
        }
        else
        {
            intake.Report.Error = $"it is no whole OTLP request in protobuf: {intake.Reason}";
        }
    }
}
