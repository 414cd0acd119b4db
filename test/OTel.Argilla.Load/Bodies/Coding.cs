using System.IO.Compression;

namespace OTel.Argilla.Load.Bodies;

/// <summary>How a body goes over the wire.</summary>
internal static class Coding
{
    public static byte[] Gzip(ReadOnlySpan<byte> body)
    {
        using var compressed = new MemoryStream(body.Length / 4);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body);
        }

        return compressed.ToArray();
    }
}
