using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// What becomes of records that are not sent now: those from the store stay there, the others go there, and where there is no room they are dropped and
/// counted. Thread-safe: queue, store and outcomes are.
/// </summary>
internal sealed class RecordKeeper
{
    private readonly ArgillaExporterOptions _options;
    private readonly RecordQueue _queue;
    private readonly IRecordStore? _store;
    private readonly Outcomes _outcomes;

    public RecordKeeper(ArgillaExporterOptions options, RecordQueue queue, IRecordStore? store, Outcomes outcomes)
    {
        _options = options;
        _queue = queue;
        _store = store;
        _outcomes = outcomes;
    }

    /// <summary>Whether there is room in the store.</summary>
    public bool CanStore => _store is { IsFull: false };

    public bool IsFull => _store is { IsFull: true };

    /// <summary>The next batch to send from the queue. What has an older version in the store does not overtake it: it is stored behind it.</summary>
    public Batch? TakeQueued()
    {
        while (_queue.Take(_options.MaxRecordsPerRequest, _options.MaxRequestBytes) is { } batch)
        {
            _outcomes.Superseded(batch.Superseded);
            var behind = _store is null ? [] : batch.TakeOut(record => record.Place is null && _store.MayHold(record.ExternalId));
            if (behind.Count > 0)
            {
                _ = Keep(behind);
            }

            if (batch.Records.Count > 0)
            {
                return batch;
            }

            _queue.Settle(batch);
        }

        return null;
    }

    /// <summary>The next batch from the store.</summary>
    public Batch? TakeStored()
    {
        // Refused records from there wait in the queue; it must not grow beyond its bounds with them.
        if (_store is null || !_queue.HasRoom || _store.TryTake(_outcomes, _queue.IsOnItsWay) is not { } records)
        {
            return null;
        }

        var batch = new Batch(records);
        _outcomes.Superseded(batch.Superseded);
        _outcomes.Superseded(_queue.TrackStored(batch));
        return batch;
    }

    /// <summary>Those of the records that nobody else has brought to an end. False when some found no room and were dropped.</summary>
    public bool Keep(IReadOnlyList<QueuedRecord> records)
    {
        var others = new List<QueuedRecord>(records.Count);
        foreach (var record in records)
        {
            if (!record.Document.TryClaim())
            {
                continue;
            }

            if (record.Place is null)
            {
                others.Add(record);
            }
            else
            {
                _store!.PutBack(record);
            }
        }

        if (others.Count == 0 || (_store is not null && _store.TryStore(others)))
        {
            return true;
        }

        _outcomes.DroppedClaimed(others, _store is null ? ExporterMetrics.Stopped : ExporterMetrics.StorageFull);
        return false;
    }

    /// <summary>Empties the queue into the store; false when some found no room there and were dropped.</summary>
    public bool KeepQueue(bool untilFull)
    {
        var kept = true;
        while ((!untilFull || (kept && CanStore))
            && _queue.Take(_options.MaxRecordsPerRequest, _options.MaxRequestBytes, isStored: true) is { } batch)
        {
            _outcomes.Superseded(batch.Superseded);
            kept &= Keep(batch.Records);
            _queue.Settle(batch);
        }

        return kept;
    }
}
