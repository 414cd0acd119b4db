using OTel.Argilla.Exporter.Argilla;
using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>The wait between two tries. A flush cuts it short, unless the server itself asked for the wait.</summary>
internal sealed class RetryPause
{
    private readonly RetrySchedule _schedule;
    private readonly TimeProvider _timeProvider;
    private readonly Signal _hurry;

    public RetryPause(RetrySchedule schedule, TimeProvider timeProvider, Signal hurry)
    {
        _schedule = schedule;
        _timeProvider = timeProvider;
        _hurry = hurry;
    }

    /// <summary>False when the token was cancelled.</summary>
    public async Task<bool> WaitAsync(int records, int tries, ArgillaError? error, CancellationToken cancellationToken)
    {
        var delay = _schedule.Delay(tries, error?.RetryAfter);
        if (error is not null)
        {
            ArgillaEventSource.Log.RequestFailed(records, error.ToString(), tries, (int)delay.TotalMilliseconds);
        }

        var hurry = error?.RetryAfter is null ? _hurry.Next : null;
        await WaitAsync(delay, hurry, cancellationToken).ConfigureAwait(false);
        return !cancellationToken.IsCancellationRequested;
    }

    /// <summary>Waits for the time, for <paramref name="or"/> or for the token, whichever is first; never throws.</summary>
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
