using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Files;

/// <summary>
/// Records behind their lengths, as a Collector's file exporter writes them: protobuf, or whole zstd frames. A record that a crash tore swallows, by
/// its length, the head of the next one: it shows when no record begins where it ends. Then the next one is looked for within.
/// </summary>
internal static class FramedFile
{
    public static void Read(ByteWindow window, ExportIntake intake)
    {
        using var zstd = new ZstdRecords();
        while (window.TryFill(1))
        {
            if (TryTake(window, intake, zstd, 0, out var header) && (BeginsAt(window, FrameHeader.Size + header.Length) || !HoldsAnother(window, intake, zstd, header)))
            {
                _ = TryTake(window, intake, zstd, 0, out _);
                intake.Accept();
                window.Advance(FrameHeader.Size + header.Length);
            }
            else
            {
                Resume(window, intake, zstd);
            }
        }
    }

    /// <summary>Passes over what cannot be read, up to the next record that can.</summary>
    private static void Resume(ByteWindow window, ExportIntake intake, ZstdRecords zstd)
    {
        var (start, reason) = (window.Position, window.Length < FrameHeader.Look || intake.Reason.Length == 0 ? "a record is cut off" : intake.Reason);
        for (window.Advance(1); window.TryFill(1); window.Advance(Next(window)))
        {
            if (window.MaySearch && TryTake(window, intake, zstd, 0, out _))
            {
                break;
            }
        }

        intake.Report.AddDamage(start, window.Position - start, window.Failure ?? reason);
    }

    /// <summary>How far it is to where the next header may stand: the bytes of its length begin with zero for all records below 16 MB.</summary>
    private static int Next(ByteWindow window)
    {
        _ = window.TryFill(FrameHeader.Look);
        for (var at = 1; at < window.Length; at++)
        {
            if (FrameHeader.TryRead(window.Span[at..], out var header) && header.Length > 0)
            {
                return at;
            }

            if (at + FrameHeader.Look >= window.Length)
            {
                return at;
            }
        }

        return window.Length;
    }

    /// <summary>Decodes the record at this place, if there is one.</summary>
    private static bool TryTake(ByteWindow window, ExportIntake intake, ZstdRecords zstd, int at, out FrameHeader header)
    {
        _ = window.TryFill(at + FrameHeader.Look);
        header = default;
        if (window.Length < at + FrameHeader.Size || !FrameHeader.TryRead(window.Span[at..], out header) || !window.TryFill((long)at + FrameHeader.Size + header.Length))
        {
            return false;
        }

        var record = window.Memory.Slice(at + FrameHeader.Size, header.Length);
        window.Look(header.Length);
        if (header.Content == FrameContent.Zstd && !zstd.TryRead(record, out record))
        {
            return false;
        }

        var isDecoded = intake.TryDecode(record, record.Span.StartsWith("{"u8) ? OtlpFormat.Json : OtlpFormat.Protobuf, out _);
        window.Look(intake.Looks);
        return isDecoded;
    }

    /// <summary>True when a record begins there, or the file ends.</summary>
    private static bool BeginsAt(ByteWindow window, int at)
    {
        _ = window.TryFill(at + FrameHeader.Look);
        return window.Length < at + FrameHeader.Size || FrameHeader.TryRead(window.Span[at..], out _);
    }

    /// <summary>True when a whole record begins within this one: then this one is torn, however well it decodes.</summary>
    private static bool HoldsAnother(ByteWindow window, ExportIntake intake, ZstdRecords zstd, in FrameHeader header)
    {
        window.Look(header.Length);
        for (var at = 1; at < FrameHeader.Size + header.Length && window.MaySearch; at++)
        {
            if (FrameHeader.TryRead(window.Span[at..], out var inner) && inner.Length > 0 && at + inner.Length > header.Length
                && TryTake(window, intake, zstd, at, out _))
            {
                return true;
            }
        }

        return false;
    }
}
