using System.IO.Compression;
using ZstdSharp;

namespace OTel.Argilla.Sidecar.Files;

/// <summary>Tells compression by its first bytes.</summary>
internal static class Compression
{
    public static CompressionKind Of(ReadOnlySpan<byte> start) => start switch
    {
        [0x1F, 0x8B, 0x08, ..] => CompressionKind.Gzip,
        [0x28, 0xB5, 0x2F, 0xFD, ..] => CompressionKind.Zstd,

        // A skippable frame, which some tools begin a zstd file with.
        [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, ..] => CompressionKind.Zstd,
        [0x78, 0x01 or 0x5E or 0x9C or 0xDA, ..] => CompressionKind.Zlib,
        _ => NameOf(start) is null ? CompressionKind.None : CompressionKind.Unknown,
    };

    /// <summary>True for a file that is compressed as a whole, or record by record; false also for one that cannot be read.</summary>
    public static bool IsCompressed(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> start = stackalloc byte[FrameHeader.Look];
            start = start[..file.ReadAtLeast(start, FrameHeader.Look, throwOnEndOfStream: false)];
            return Of(start) != CompressionKind.None || (FrameHeader.TryRead(start, out var header) && header.Content == FrameContent.Zstd);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The name of a compression that is not read; null for everything else.</summary>
    public static string? NameOf(ReadOnlySpan<byte> start) => start switch
    {
        [0x04, 0x22, 0x4D, 0x18, ..] => "lz4",
        [0xFF, 0x06, 0x00, 0x00, (byte)'s', (byte)'N', (byte)'a', (byte)'P', ..] => "snappy",
        [(byte)'B', (byte)'Z', (byte)'h', ..] => "bzip2",
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => "xz",
        [(byte)'P', (byte)'K', 0x03, 0x04, ..] => "zip",
        _ => null,
    };

    /// <summary>What the compressed stream holds.</summary>
    public static Stream Open(CompressionKind kind, Stream compressed) => kind switch
    {
        CompressionKind.Gzip => new GZipStream(compressed, CompressionMode.Decompress),
        CompressionKind.Zlib => new ZLibStream(compressed, CompressionMode.Decompress),
        _ => new DecompressionStream(compressed),
    };
}
