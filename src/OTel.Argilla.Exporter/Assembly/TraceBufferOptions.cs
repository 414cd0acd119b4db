namespace OTel.Argilla.Exporter.Assembly;

/// <summary>When a trace is taken as complete, and how much may wait for that.</summary>
internal sealed class TraceBufferOptions
{
    /// <summary>Wait for stragglers once nothing above the trace's spans runs any more.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Silence after which a trace is complete although something still runs above it; also how long a complete trace is kept.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Age at which a trace is complete in any case.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a span that has ended may still be on its way to the buffer: the delay of the batch processor in front. Where the way can be observed
    /// (<see cref="SpanIntake"/>), only the longest wait for a span that got lost on it.
    /// </summary>
    public TimeSpan TransitDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bound on spans, and for traces that are complete and kept, a quarter of it.</summary>
    public int MaxSpans { get; init; } = 50_000;

    /// <summary>Bound on estimated bytes, shared in the same way.</summary>
    public long MaxBytes { get; init; } = 128L * 1024 * 1024;

    /// <summary>
    /// Bound on what the spans of one trace read from elsewhere when it is evaluated. Beyond it the trace is complete, and let go at once: what comes then is a
    /// trace of its own.
    /// </summary>
    public long MaxBytesElsewhere { get; init; } = long.MaxValue;

    /// <summary>
    /// Up to so many spans of traces that wait for what runs are in memory however long they wait, where spans can be read again (<see cref="ISpanSource"/>). Each takes some
    /// 200 bytes.
    /// </summary>
    public int MaxLoadedSpans { get; init; } = 16 * 1024;
}
