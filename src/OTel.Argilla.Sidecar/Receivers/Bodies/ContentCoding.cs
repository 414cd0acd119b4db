namespace OTel.Argilla.Sidecar.Receivers.Bodies;

/// <summary>How a body or message is compressed.</summary>
internal enum ContentCoding
{
    Identity,
    Gzip,

    /// <summary>The zlib format, which HTTP calls <c>deflate</c>.</summary>
    Zlib,

    Zstd,

    /// <summary>Snappy's block format, or its frames.</summary>
    Snappy,
}
