using OTel.Argilla.Exporter.Argilla;
using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>The waits of delivery. A flush cuts them short, unless the server itself asked for the wait. Thread-safe.</summary>
internal sealed class RetryPause
{
    private readonly RetrySchedule _schedule;
    private readonly TimeProvider _timeProvider;
    private readonly Signal _hurry = new();
    private int _hurrying;

    public RetryPause(RetrySchedule schedule, TimeProvider timeProvider)
    {
        _schedule = schedule;
        _timeProvider = timeProvider;
    }

    /// <summary>Whether somebody waits for everything to be delivered.</summary>
    public bool IsHurrying => Volatile.Read(ref _hurrying) != 0;

    /// <summary>Completes when somebody begins to.</summary>
    public Task Hurry => _hurry.Next;

    public void BeginHurry()
    {
        _ = Interlocked.Increment(ref _hurrying);
        _hurry.Pulse();
    }

    public void EndHurry() => _ = Interlocked.Decrement(ref _hurrying);

    /// <summary>The wait before the next try; false when the token was cancelled.</summary>
    public async Task<bool> WaitAsync(int records, int tries, ArgillaError? error, CancellationToken cancellationToken)
    {
        var delay = _schedule.Delay(tries, error?.RetryAfter);
        if (error is not null)
        {
            ArgillaEventSource.Log.RequestFailed(records, error.ToString(), tries, (int)delay.TotalMilliseconds);
        }

        await WaitAsync(delay, error?.RetryAfter is null ? Hurry : null, cancellationToken).ConfigureAwait(false);
        return !cancellationToken.IsCancellationRequested;
    }

    /// <summary>Waits for the time, for <paramref name="or"/>, for a hurry or for the token, whichever is first; never throws.</summary>
    public async Task WaitAsync(TimeSpan delay, Task? or, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pause = _timeProvider.Pause(delay, ended.Token);
        _ = await Task.WhenAny(pause, or ?? pause).ConfigureAwait(false);
#if NET
        await ended.CancelAsync().ConfigureAwait(false);
#else
        ended.Cancel();
#endif
    }
}
