using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Assembly;

namespace OTel.Argilla.Sidecar.Serving;

/// <summary>What a service sees differently from an exporter in an app.</summary>
internal static class SidecarDefaults
{
    /// <summary>A span waits for its trace on disk, and takes some 200 bytes of memory: there may be many.</summary>
    private const int MaxPendingSpans = 500_000;

    /// <summary>What is read of one trace at once: more than the longest runs of agents hold.</summary>
    private const long MaxBytesOfTrace = 128 * 1024 * 1024;

    /// <summary>How long a span that has ended may be on its way: apps send in batches, and Collectors gather them.</summary>
    private static readonly TimeSpan TransitDelay = TimeSpan.FromSeconds(5);

    /// <summary>Options to be changed by settings. Agents may run for long, in one service while others come and go.</summary>
    public static ArgillaExporterOptions Options() => new() { TraceMaxAge = TimeSpan.FromHours(24), MaxPendingSpans = MaxPendingSpans };

    /// <summary>When traces are complete.</summary>
    public static TraceBufferOptions Buffer(ArgillaExporterOptions options) => new()
    {
        GracePeriod = options.TraceGracePeriod,
        IdleTimeout = options.TraceIdleTimeout,
        MaxAge = options.TraceMaxAge,
        MaxSpans = options.MaxPendingSpans,
        MaxBytes = options.MaxPendingBytes,
        MaxBytesElsewhere = MaxBytesOfTrace,
        TransitDelay = TransitDelay,
    };
}
