namespace OTel.Argilla.Sidecar.Files;

/// <summary>How a file is compressed.</summary>
internal enum CompressionKind
{
    None,
    Gzip,
    Zlib,
    Zstd,

    /// <summary>In a way that is not read.</summary>
    Unknown,
}
