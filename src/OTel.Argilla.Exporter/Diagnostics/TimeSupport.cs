namespace OTel.Argilla.Exporter.Diagnostics;

/// <summary>Waiting on a <see cref="TimeProvider"/>: the same calls for every target framework.</summary>
internal static class TimeSupport
{
    public static Task Pause(this TimeProvider timeProvider, TimeSpan delay, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(delay, timeProvider, cancellationToken);
#else
        timeProvider.Delay(delay, cancellationToken);
#endif

    public static CancellationTokenSource CancelAfter(this TimeProvider timeProvider, TimeSpan delay) =>
#if NET
        new(delay, timeProvider);
#else
        timeProvider.CreateCancellationTokenSource(delay);
#endif

    /// <summary>Waits for the task, but not longer than until the token is cancelled, whether or not the task knows of the token.</summary>
    public static Task<T> OrCancelled<T>(this Task<T> task, CancellationToken cancellationToken) =>
#if NET
        task.WaitAsync(cancellationToken);
#else
        task.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
#endif
}
