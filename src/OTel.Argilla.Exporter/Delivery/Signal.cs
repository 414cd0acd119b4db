namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Wakes everybody who waits; a wait that starts later waits for the next pulse.</summary>
internal sealed class Signal
{
    private TaskCompletionSource<bool> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next pulse.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Pulse() =>
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult(true);
}
