namespace OTel.Argilla.Sidecar.Journal;

/// <summary>Changes on their way to the writer, in the order in which they were asked for.</summary>
/// <remarks>Threading: every member may be called from any thread, but <see cref="Take"/> and <see cref="KeepInHand"/> by the writer alone. All fields are under <c>_gate</c>.</remarks>
internal sealed class JournalQueue : IDisposable
{
    /// <summary>More than this in one transaction makes the first wait for the last.</summary>
    private const long MaxGroupBytes = 16 * 1024 * 1024;

    /// <summary>How long changes that nobody waits for wait for others, to share their wait for the disk.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan TimeOfRest = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly ITimer _alarm;
    private readonly Queue<JournalWork> _waiting = new();
    private readonly List<JournalWork> _inHand = [];
    private int _urgent;
    private string? _refusal;
    private bool _isAlarmed;
    private bool _isClosed;
    private bool _wasLastTry;

    /// <param name="timeProvider">The clock of rests.</param>
    public JournalQueue(TimeProvider timeProvider) =>
        _alarm = timeProvider.CreateTimer(static queue => ((JournalQueue)queue!).EndRest(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Takes a change over; null, or why it is not taken.</summary>
    public string? TryAdd(JournalWork work)
    {
        lock (_gate)
        {
            if (work.CanBeRefused && (_isClosed ? "The sidecar is stopping: send it again." : _refusal) is { } refusal)
            {
                return refusal;
            }

            _waiting.Enqueue(work);
            _urgent += work.CanWait ? 0 : 1;
            if (!work.CanWait || _waiting.Count == 1)
            {
                Monitor.Pulse(_gate);
            }

            return null;
        }
    }

    /// <summary>
    /// Waits for changes, or for the end of a rest, and moves as many as go well into one transaction; those in hand come first. False when none are left and none
    /// will come.
    /// </summary>
    public bool Take(List<JournalWork> group)
    {
        lock (_gate)
        {
            while (!_isClosed && !_isAlarmed && (_refusal is not null || _waiting.Count == 0))
            {
                _ = Monitor.Wait(_gate);
            }

            if (!_isClosed && !_isAlarmed && _urgent == 0)
            {
                _ = Monitor.Wait(_gate, Patience);
            }

            if (_isClosed && _waiting.Count == 0 && (_inHand.Count == 0 || _wasLastTry))
            {
                return false;
            }

            _wasLastTry = _isClosed && _waiting.Count == 0;
            _isAlarmed = false;
            group.AddRange(_inHand);
            _inHand.Clear();
            for (var bytes = 0L; _waiting.Count > 0 && bytes < MaxGroupBytes;)
            {
                var work = _waiting.Dequeue();
                bytes += work.Bytes;
                _urgent -= work.CanWait ? 0 : 1;
                group.Add(work);
            }

            return true;
        }
    }

    /// <summary>Keeps changes that could not be written; they stay before all others.</summary>
    public void KeepInHand(List<JournalWork> group)
    {
        lock (_gate)
        {
            _inHand.AddRange(group);
        }
    }

    /// <summary>Lets the writer look again after a while. Meanwhile nothing is taken, when there is a refusal, and what can be refused is, with it.</summary>
    /// <param name="refusal">Why nothing can be written, or null.</param>
    /// <param name="givenUp">Those that waited, and can be refused, are added here.</param>
    public void Rest(string? refusal, List<JournalWork> givenUp)
    {
        lock (_gate)
        {
            _refusal = refusal;
            for (var count = refusal is null ? 0 : _waiting.Count; count > 0; count--)
            {
                var work = _waiting.Dequeue();
                if (work.CanBeRefused)
                {
                    _urgent -= work.CanWait ? 0 : 1;
                    givenUp.Add(work);
                }
                else
                {
                    _waiting.Enqueue(work);
                }
            }
        }

        _ = _alarm.Change(TimeOfRest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>From now on what can be refused is; what waits is still to be taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.Pulse(_gate);
        }
    }

    public void Dispose() => _alarm.Dispose();

    private void EndRest()
    {
        lock (_gate)
        {
            _refusal = null;
            _isAlarmed = true;
            Monitor.Pulse(_gate);
        }
    }
}
