using OTel.Argilla.Sidecar.Journal;

namespace OTel.Argilla.Sidecar.Delivery;

/// <summary>How much waits in the journal, looked up no more often than is cheap.</summary>
/// <remarks>Threading: every member may be called from any thread.</remarks>
internal sealed class OutboxCount(JournalReader reader, TimeProvider timeProvider)
{
    /// <summary>Of the time, one part in so many goes to looking.</summary>
    private const int ShareOfLooks = 50;

    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private (long Records, long Since, long DeadLetters) _last;
    private long _lastLook;
    private TimeSpan _pause = TimeSpan.Zero;

    /// <summary>Records that wait, how long the oldest has, and those that were refused; the last that is known when the journal cannot be read.</summary>
    public (long Records, TimeSpan Age, long DeadLetters) Look()
    {
        lock (_lock)
        {
            var start = timeProvider.GetTimestamp();
            if (_pause == TimeSpan.Zero || timeProvider.GetElapsedTime(_lastLook, start) >= _pause)
            {
                _last = Ask() ?? _last;
                _lastLook = timeProvider.GetTimestamp();
                var took = timeProvider.GetElapsedTime(start, _lastLook) * ShareOfLooks;
                _pause = took < LeastPause ? LeastPause : took > LongestPause ? LongestPause : took;
            }

            var age = _last.Records == 0 ? TimeSpan.Zero : timeProvider.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(_last.Since);
            return (_last.Records, age > TimeSpan.Zero ? age : TimeSpan.Zero, _last.DeadLetters);
        }
    }

    /// <summary>The next look is at the journal.</summary>
    public void Refresh()
    {
        lock (_lock)
        {
            _pause = TimeSpan.Zero;
        }

        _ = Look();
    }

    /// <summary>The datasets that records wait for.</summary>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public List<string> Datasets() => reader.Read(static database =>
    {
        var datasets = new List<string>();
        using var rows = database.Rows("SELECT DISTINCT dataset FROM outbox ORDER BY dataset");
        while (rows.Read())
        {
            datasets.Add(rows.GetString(0));
        }

        return datasets;
    });

    private (long Records, long Since, long DeadLetters)? Ask()
    {
        try
        {
            return reader.Read(static database => (
                database.Number("SELECT count(*) FROM outbox"),
                database.Number("SELECT stored_at FROM outbox ORDER BY id LIMIT 1"),
                database.Number("SELECT count(*) FROM dead_letters")));
        }
        catch (JournalException)
        {
            // That it cannot be used is told where it is written to.
            return null;
        }
    }
}
