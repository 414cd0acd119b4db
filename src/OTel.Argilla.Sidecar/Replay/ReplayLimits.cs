using OTel.Argilla.Exporter.Assembly;

namespace OTel.Argilla.Sidecar.Replay;

/// <summary>How much a replay holds in memory: together with the runtime and the queue of records it stays below 200 MB.</summary>
internal static class ReplayLimits
{
    /// <summary>Spans that wait for the rest of their trace.</summary>
    public static TraceBufferOptions Buffer { get; } = new() { MaxSpans = 200_000, MaxBytes = 40L * 1024 * 1024 };

    /// <summary>Input up to this size is held in memory to its end.</summary>
    public const long SmallInput = 32L * 1024 * 1024;

    /// <summary>How much of larger input is evaluated at a time: less than the bounds, since some traces are larger than others.</summary>
    public const long PartOfInput = 24L * 1024 * 1024;

    /// <summary>Open files.</summary>
    public const int MaxParts = 512;

    /// <summary>What input that is compressed may grow to.</summary>
    public const int CompressionRatio = 20;

    /// <summary>Spans whose place in the tree is known.</summary>
    public const int MaxLinks = 300_000;
}
