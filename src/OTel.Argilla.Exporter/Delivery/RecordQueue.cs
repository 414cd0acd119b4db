using System.Diagnostics;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// Records that wait, bounded by number and bytes; when it is full the newest record finds no room, since the older ones may be on their way
/// already. It also knows what is on its way, for whoever waits until everything of a moment is settled.
/// </summary>
/// <remarks>
/// Threading: every member may be called from any thread; all fields are read and written under <c>_lock</c>. Nothing of others is called
/// under it: superseded versions are handed to the caller, who counts them.
/// <para>Versions: two versions of a record leave in the order of their arrival, and the newer not before the older has come to its end.</para>
/// <para>Suspects, refused without proof that they are at fault, wait at the end. When nothing else waits they rest for a while.</para>
/// </remarks>
internal sealed class RecordQueue
{
    private readonly object _lock = new();
    private readonly InFlight _inFlight = new();
    private readonly TimeProvider _timeProvider;
    private readonly int _maxRecords;
    private readonly long _maxBytes;
    private Queue<QueuedRecord> _records = new();
    private long _bytes;
    private long _lastSequence;
    private int _suspects;
    private long _restStart;
    private TimeSpan _rest;
    private bool _closed;

    public RecordQueue(int maxRecords, long maxBytes, TimeProvider timeProvider)
    {
        _maxRecords = maxRecords;
        _maxBytes = maxBytes;
        _timeProvider = timeProvider;
    }

    /// <summary>Pulsed when there may be something to take.</summary>
    public Signal Changed { get; } = new();

    public int Count => Locked(static queue => queue._records.Count);

    /// <summary>Whether records that Argilla refused without proof that they are at fault wait, or are being tried again.</summary>
    public bool HoldsSuspects => Locked(static queue => queue._suspects > 0 || queue._inFlight.HoldsSuspects);

    public long Bytes => Locked(static queue => queue._bytes);

    public bool IsClosed => Locked(static queue => queue._closed);

    public bool HasRoom => Locked(static queue => queue._records.Count < queue._maxRecords && queue._bytes < queue._maxBytes);

    /// <summary>Whether a version of the record is in a batch on its way.</summary>
    public bool IsOnItsWay(string externalId)
    {
        lock (_lock)
        {
            return _inFlight.Holds(externalId);
        }
    }

    /// <summary>How long nothing but suspects that rest is left; zero when there is something to take, or nothing at all.</summary>
    public TimeSpan RestLeft => Locked(static queue => queue._records.Count > 0 ? queue.Rest() : TimeSpan.Zero);

    /// <summary>Batches that are on their way.</summary>
    public Batch[] InFlightBatches => Locked(static queue => queue._inFlight.Batches);

    /// <param name="document">The record.</param>
    /// <param name="wakeAt">The number of waiting records at which it is worth waking the sender, besides the first.</param>
    /// <param name="evenFull">Beyond the bounds too.</param>
    /// <returns>False when it is full or closed.</returns>
    public bool TryAdd(RecordDocument document, int wakeAt, bool evenFull = false)
    {
        int count;
        lock (_lock)
        {
            // A record larger than the bound by itself may still pass through an empty queue.
            if (_closed || (!evenFull && (_records.Count >= _maxRecords || (_records.Count > 0 && _bytes + document.Length > _maxBytes))))
            {
                return false;
            }

            Append(new QueuedRecord(document, 0));
            count = _records.Count - _suspects;
        }

        if (count == 1 || count == wakeAt)
        {
            Changed.Pulse();
        }

        return true;
    }

    /// <summary>Puts suspects at the end. False, with nothing done, when the queue is closed.</summary>
    /// <param name="suspects">Records with a suspicion.</param>
    /// <param name="rest">How long they rest when nothing else waits.</param>
    /// <param name="superseded">Those of them that a waiting newer version makes needless.</param>
    public bool TryRequeue(IReadOnlyList<QueuedRecord> suspects, TimeSpan rest, out List<QueuedRecord> superseded)
    {
        superseded = [];
        lock (_lock)
        {
            if (_closed)
            {
                return false;
            }

            var newer = new HashSet<string>(_records.Select(static record => record.ExternalId), StringComparer.Ordinal);
            foreach (var suspect in suspects)
            {
                if (newer.Contains(suspect.ExternalId))
                {
                    superseded.Add(suspect);
                }
                else
                {
                    Append(suspect);
                }
            }

            (_restStart, _rest) = (_timeProvider.GetTimestamp(), rest);
        }

        return true;
    }

    /// <summary>Lets suspects be tried at once, for a flush.</summary>
    public void EndRest()
    {
        lock (_lock)
        {
            _rest = TimeSpan.Zero;
        }
    }

    /// <summary>
    /// The next records, or null. A record whose older version is on its way waits for that one's end, or the older could come in last.
    /// The batch is in flight until <see cref="Settle"/>.
    /// </summary>
    /// <param name="maxRecords">How many at most.</param>
    /// <param name="maxBytes">How many bytes; one record may be larger.</param>
    /// <param name="isStored">They are to be stored, not sent: those that rest too, and those behind a record that waits.</param>
    public Batch? Take(int maxRecords, long maxBytes, bool isStored = false)
    {
        lock (_lock)
        {
            if (!isStored && Rest() > TimeSpan.Zero)
            {
                return null;
            }

            var taken = new List<QueuedRecord>(Math.Min(maxRecords, _records.Count));
            List<QueuedRecord>? waiting = null;
            var bytes = 0L;
            while (taken.Count < maxRecords && _records.Count > 0)
            {
                var next = _records.Peek();
                if (isStored && _inFlight.Holds(next.ExternalId))
                {
                    (waiting ??= []).Add(_records.Dequeue());
                    continue;
                }

                if ((taken.Count > 0 && bytes + next.Document.Length > maxBytes) || _inFlight.Holds(next.ExternalId))
                {
                    break;
                }

                bytes += next.Document.Length;
                _suspects -= next.Suspicion is null ? 0 : 1;
                taken.Add(_records.Dequeue());
            }

            if (waiting is not null)
            {
                _records = new Queue<QueuedRecord>(waiting.Concat(_records));
            }

            _bytes -= bytes;
            if (taken.Count == 0)
            {
                return null;
            }

            var batch = new Batch(taken);
            _inFlight.Add(batch);
            return batch;
        }
    }

    /// <summary>Marks a batch that comes from disk as on its way; suspects that it holds newer versions of are needless then.</summary>
    public List<QueuedRecord> TrackStored(Batch batch)
    {
        var superseded = new List<QueuedRecord>();
        lock (_lock)
        {
            _inFlight.Add(batch);
            if (_suspects > 0)
            {
                var newer = new HashSet<string>(batch.Records.Select(static record => record.ExternalId), StringComparer.Ordinal);
                superseded.AddRange(_records.Where(record => record.Suspicion is not null && newer.Contains(record.ExternalId)));
                _records = new Queue<QueuedRecord>(_records.Where(record => record.Suspicion is null || !newer.Contains(record.ExternalId)));
                _suspects -= superseded.Count;
                _bytes -= superseded.Sum(static record => (long)record.Document.Length);
            }
        }

        return superseded;
    }

    /// <summary>The batch is delivered, refused, stored or lost.</summary>
    public void Settle(Batch batch)
    {
        lock (_lock)
        {
            _inFlight.Remove(batch);
            Monitor.PulseAll(_lock);
        }

        Changed.Pulse();
    }

    /// <summary>From now on nothing is taken in.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
        }
    }

    /// <summary>Blocks until everything added before the call is settled; false when the time ends first.</summary>
    public bool WaitUntilSettled(TimeSpan timeout)
    {
        var watch = Stopwatch.StartNew();
        lock (_lock)
        {
            var target = _lastSequence;
            while (Oldest() <= target)
            {
                var left = timeout == Timeout.InfiniteTimeSpan ? timeout : timeout - watch.Elapsed;
                if ((left <= TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan) || !Monitor.Wait(_lock, left))
                {
                    return Oldest() > target;
                }
            }

            return true;
        }
    }

    private T Locked<T>(Func<RecordQueue, T> read)
    {
        lock (_lock)
        {
            return read(this);
        }
    }

    private void Append(QueuedRecord record)
    {
        _records.Enqueue(record.With(++_lastSequence));
        _bytes += record.Document.Length;
        _suspects += record.Suspicion is null ? 0 : 1;
    }

    private TimeSpan Rest()
    {
        var left = _suspects == _records.Count ? _rest - _timeProvider.GetElapsedTime(_restStart) : TimeSpan.Zero;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private long Oldest() => Math.Min(_inFlight.Oldest, _records.Count > 0 ? _records.Peek().Sequence : long.MaxValue);
}
