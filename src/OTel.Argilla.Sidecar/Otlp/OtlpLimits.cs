namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>
/// Bounds on what one request may hold. The number of spans needs none: each takes some 30 bytes of a request at least, and one without ids
/// is not kept.
/// </summary>
internal static class OtlpLimits
{
    /// <summary>
    /// Lists within lists in one attribute value; what lies deeper is left out, which costs nobody else his spans. No SDK comes near it; without a bound
    /// a few kilobytes end the process.
    /// </summary>
    public const int MaxValueDepth = 64;

    /// <summary>Containers within containers of a JSON request. Stepping over them takes a bit of memory for each level, and no stack.</summary>
    public const int MaxJsonDepth = 100_000;

    /// <summary>Attributes of a GenAI span, event or log record. Transcripts that are flattened into attributes have thousands.</summary>
    public const int MaxAttributes = 65_536;

    /// <summary>Events of a GenAI span.</summary>
    public const int MaxEvents = 65_536;
}
