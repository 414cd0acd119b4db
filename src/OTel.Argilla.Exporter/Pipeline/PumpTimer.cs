namespace OTel.Argilla.Exporter.Pipeline;

/// <summary>Calls the pump once, some time after it was armed; an idle exporter has no timer running.</summary>
internal sealed class PumpTimer : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly ITimer _timer;
    private readonly TimeSpan _delay;
    private int _armed;

    public PumpTimer(TimeProvider timeProvider, TimeSpan gracePeriod, Action pump)
    {
        var half = TimeSpan.FromTicks(gracePeriod.Ticks / 2);
        _delay = half < Shortest ? Shortest : half > Longest ? Longest : half;

        // A timer keeps the execution context it was made in: the app's current activity must not become ours.
        var flow = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        try
        {
            _timer = timeProvider.CreateTimer(
                _ =>
                {
                    Volatile.Write(ref _armed, 0);
                    pump();
                },
                null,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        }
        finally
        {
            flow?.Undo();
        }
    }

    public void Arm()
    {
        if (Volatile.Read(ref _armed) == 0 && Interlocked.Exchange(ref _armed, 1) == 0)
        {
            _timer.Change(_delay, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();
}
