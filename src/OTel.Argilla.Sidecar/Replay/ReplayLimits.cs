using OTel.Argilla.Exporter.Assembly;

namespace OTel.Argilla.Sidecar.Replay;

/// <summary>How much a replay holds in memory: together with the runtime and the queue of records it stays below 200 MB.</summary>
internal static class ReplayLimits
{
    /// <summary>Spans that wait for the rest of their trace.</summary>
    public static TraceBufferOptions Buffer { get; } = new() { MaxSpans = 200_000, MaxBytes = 40L * 1024 * 1024 };

    /// <summary>Spans whose place in the tree is known.</summary>
    public const int MaxLinks = 300_000;
}
