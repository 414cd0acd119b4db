namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Counts spans into and out of the queue between span end and buffer. The queue keeps order, so once as many have arrived as had been accepted
/// at some moment, every span that ended before that moment is here: only then may a trace be called complete. Otherwise a root that still
/// sits in the SDK's batch queue would be missed, and its child would become a record of its own.
/// </summary>
internal sealed class SpanIntake
{
    private long _accepted;
    private long _received;

    public long Accepted => Interlocked.Read(ref _accepted);

    public long Received => Interlocked.Read(ref _received);

    /// <summary>Takes a place in the queue, unless <paramref name="capacity"/> spans are in it already.</summary>
    public bool TryAccept(int capacity)
    {
        if (Interlocked.Increment(ref _accepted) - Received <= capacity)
        {
            return true;
        }

        Interlocked.Decrement(ref _accepted);
        return false;
    }

    /// <summary>A span has left the queue.</summary>
    public void Receive() => Interlocked.Increment(ref _received);

    /// <summary>Once nothing can arrive any more: how many were accepted and never came. They are written off.</summary>
    public int TakeLost()
    {
        var lost = Accepted - Received;
        Interlocked.Add(ref _received, lost);
        return (int)lost;
    }
}
