using System.IO.Compression;
using OTel.Argilla.Load.Clients;

namespace OTel.Argilla.Load.Bodies;

/// <summary>How a body goes over the wire.</summary>
internal static class Coding
{
    /// <summary>A request, compressed or not.</summary>
    public static OtlpBody Of(byte[] body, bool isGzip) => isGzip ? new OtlpBody(Gzip(body), "gzip") : new OtlpBody(body);

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
