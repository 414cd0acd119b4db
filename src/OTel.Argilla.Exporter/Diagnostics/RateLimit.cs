namespace OTel.Argilla.Exporter.Diagnostics;

/// <summary>
/// Lets a repeating warning through once in a while, so that a trouble with every span does not fill the log. Thread-safe.
/// </summary>
internal sealed class RateLimit
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly TimeProvider _timeProvider;
    private long _lastPass;
    private int _held;
    private bool _passed;

    public RateLimit(TimeProvider timeProvider) => _timeProvider = timeProvider;

    /// <summary>Counts <paramref name="count"/> events. True when it is time to tell; then <paramref name="total"/> holds all since it last was.</summary>
    public bool TryPass(int count, out int total)
    {
        lock (_gate)
        {
            _held += count;
            total = _held;
            var now = _timeProvider.GetTimestamp();
            if (_passed && _timeProvider.GetElapsedTime(_lastPass, now) < Interval)
            {
                return false;
            }

            _passed = true;
            _lastPass = now;
            _held = 0;
            return true;
        }
    }

    public bool TryPass() => TryPass(1, out _);
}
