namespace OTel.Argilla.Sidecar.Receivers.Bodies;

/// <summary>How much memory the bodies in hand may take together, so that many large requests at once cannot take all there is.</summary>
internal sealed class BufferBudget(long maxBytes)
{
    private long _free = maxBytes;

    public long MaxBytes { get; } = maxBytes;

    public long Free => Interlocked.Read(ref _free);

    /// <summary>False when there is not so much left: the client is asked to come again.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _free, -bytes) >= 0)
        {
            return true;
        }

        Interlocked.Add(ref _free, bytes);
        return false;
    }

    public void Return(long bytes) => Interlocked.Add(ref _free, bytes);
}
