namespace OTel.Argilla.Exporter.Tests.Delivery;

/// <summary>
/// A clock on which waits between tries pass at once and are noted, while longer ones, the time-outs of requests, never end: tests of retries
/// need no real time and cannot time out by accident.
/// </summary>
/// <param name="stride">How much time passes whenever somebody looks at the clock.</param>
internal sealed class HastyTimeProvider(TimeSpan stride = default) : TimeProvider
{
    private readonly List<TimeSpan> _waits = [];
    private long _passed;

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_waits)
            {
                return [.. _waits];
            }
        }
    }

    public override long GetTimestamp() => base.GetTimestamp() + Pass(stride);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime >= TimeSpan.FromSeconds(100))
        {
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        lock (_waits)
        {
            _waits.Add(dueTime);
        }

        return base.CreateTimer(
            given =>
            {
                _ = Pass(dueTime);
                callback(given);
            },
            state,
            TimeSpan.FromMilliseconds(1),
            Timeout.InfiniteTimeSpan);
    }

    private long Pass(TimeSpan time) => Interlocked.Add(ref _passed, (long)(time.TotalSeconds * TimestampFrequency));
}
