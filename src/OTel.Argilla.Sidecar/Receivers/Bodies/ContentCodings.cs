namespace OTel.Argilla.Sidecar.Receivers.Bodies;

/// <summary>The names of the codings, in <c>Content-Encoding</c> and in <c>grpc-encoding</c>. Their case does not matter.</summary>
internal static class ContentCodings
{
    public const string Supported = "identity, gzip, deflate, zstd, snappy";

    /// <summary>The name that both protocols know.</summary>
    public static string NameOf(ContentCoding coding) => coding switch
    {
        ContentCoding.Gzip => "gzip",
        ContentCoding.Zlib => "deflate",
        ContentCoding.Zstd => "zstd",
        ContentCoding.Snappy => "snappy",
        _ => "identity",
    };

    public static bool TryParse(string? name, out ContentCoding coding)
    {
        var known = name?.Trim().ToUpperInvariant() switch
        {
            null or "" or "IDENTITY" => ContentCoding.Identity,
            "GZIP" or "X-GZIP" => ContentCoding.Gzip,
            "DEFLATE" or "ZLIB" => ContentCoding.Zlib,
            "ZSTD" => ContentCoding.Zstd,
            "SNAPPY" or "X-SNAPPY-FRAMED" => ContentCoding.Snappy,
            _ => (ContentCoding?)null,
        };
        coding = known ?? ContentCoding.Identity;
        return known is not null;
    }
}
