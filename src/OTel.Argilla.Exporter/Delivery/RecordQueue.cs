using System.Diagnostics;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// Records that wait, bounded by number and bytes; when it is full the newest record finds no room, since the older ones may be on their way
/// already. It also knows what is on its way, for whoever waits until everything of a moment is settled. Thread-safe.
/// </summary>
internal sealed class RecordQueue
{
    private readonly object _lock = new();
    private readonly Queue<QueuedRecord> _records = new();
    private readonly List<Batch> _inFlight = [];
    private readonly HashSet<string> _inFlightIds = new(StringComparer.Ordinal);
    private readonly int _maxRecords;
    private readonly long _maxBytes;
    private long _bytes;
    private long _lastSequence;
    private bool _closed;

    public RecordQueue(int maxRecords, long maxBytes)
    {
        _maxRecords = maxRecords;
        _maxBytes = maxBytes;
    }

    /// <summary>Pulsed when there may be something to take.</summary>
    public Signal Changed { get; } = new();

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _records.Count;
            }
        }
    }

    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    public bool IsClosed
    {
        get
        {
            lock (_lock)
            {
                return _closed;
            }
        }
    }

    /// <param name="document">The record.</param>
    /// <param name="wakeAt">The number of waiting records at which it is worth waking the sender, besides the first.</param>
    /// <returns>False when it is full or closed.</returns>
    public bool TryAdd(RecordDocument document, int wakeAt)
    {
        int count;
        lock (_lock)
        {
            // A record larger than the bound by itself may still pass through an empty queue.
            if (_closed || _records.Count >= _maxRecords || (_records.Count > 0 && _bytes + document.Length > _maxBytes))
            {
                return false;
            }

            _records.Enqueue(new QueuedRecord(document, ++_lastSequence));
            _bytes += document.Length;
            count = _records.Count;
        }

        if (count == 1 || count == wakeAt)
        {
            Changed.Pulse();
        }

        return true;
    }

    /// <summary>
    /// The next records, or null. A record whose older version is on its way waits for that one's end, or the older could come in last.
    /// The batch is in flight until <see cref="Settle"/>.
    /// </summary>
    public Batch? Take(int maxRecords, long maxBytes)
    {
        lock (_lock)
        {
            var taken = new List<QueuedRecord>(Math.Min(maxRecords, _records.Count));
            var bytes = 0L;
            while (taken.Count < maxRecords && _records.Count > 0)
            {
                var next = _records.Peek().Document;
                if ((taken.Count > 0 && bytes + next.Length > maxBytes) || _inFlightIds.Contains(next.ExternalId))
                {
                    break;
                }

                bytes += next.Length;
                taken.Add(_records.Dequeue());
            }

            _bytes -= bytes;
            return taken.Count == 0 ? null : Track(new Batch(taken));
        }
    }

    /// <summary>Marks a batch that does not come from the queue as on its way.</summary>
    public Batch TrackStored(Batch batch)
    {
        lock (_lock)
        {
            return Track(batch);
        }
    }

    /// <summary>The batch is delivered, refused, stored or lost.</summary>
    public void Settle(Batch batch)
    {
        lock (_lock)
        {
            if (_inFlight.Remove(batch))
            {
                _inFlightIds.Clear();
                foreach (var record in _inFlight.SelectMany(static other => other.Records))
                {
                    _ = _inFlightIds.Add(record.Document.ExternalId);
                }
            }

            Monitor.PulseAll(_lock);
        }

        Changed.Pulse();
    }

    /// <summary>Batches that are on their way.</summary>
    public Batch[] InFlight()
    {
        lock (_lock)
        {
            return [.. _inFlight];
        }
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

    private Batch Track(Batch batch)
    {
        _inFlight.Add(batch);
        foreach (var record in batch.Records)
        {
            _ = _inFlightIds.Add(record.Document.ExternalId);
        }

        return batch;
    }

    private long Oldest()
    {
        var oldest = _records.Count > 0 ? _records.Peek().Sequence : long.MaxValue;
        foreach (var batch in _inFlight)
        {
            oldest = batch.FirstSequence > 0 ? Math.Min(oldest, batch.FirstSequence) : oldest;
        }

        return oldest;
    }
}
