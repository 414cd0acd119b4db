namespace OTel.Argilla.Sidecar.Serving;

/// <summary>What last went wrong.</summary>
/// <remarks>Threading: every member may be called from any thread.</remarks>
internal sealed class Troubles(TimeProvider time)
{
    private readonly Lock _lock = new();
    private (string Text, DateTimeOffset Time)? _last;

    public (string Text, DateTimeOffset Time)? Last
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    /// <summary>Without content and secrets.</summary>
    public void Add(string text)
    {
        lock (_lock)
        {
            _last = (text, time.GetUtcNow());
        }
    }
}
