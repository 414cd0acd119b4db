namespace OTel.Argilla.Exporter.Pipeline;

/// <summary>A time-out that several waits share.</summary>
internal readonly struct Deadline
{
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly int _timeoutMilliseconds;

    /// <param name="timeProvider">The clock.</param>
    /// <param name="timeoutMilliseconds">Time from now; negative for none.</param>
    public Deadline(TimeProvider timeProvider, int timeoutMilliseconds)
    {
        _time = timeProvider;
        _start = timeProvider.GetTimestamp();
        _timeoutMilliseconds = timeoutMilliseconds;
    }

    public int ElapsedMilliseconds => (int)Math.Min(_time.GetElapsedTime(_start).TotalMilliseconds, int.MaxValue);

    /// <summary>What is left, at least 0; <see cref="Timeout.Infinite"/> when there is no limit.</summary>
    public int RemainingMilliseconds => _timeoutMilliseconds < 0 ? Timeout.Infinite : Math.Max(0, _timeoutMilliseconds - ElapsedMilliseconds);
}
