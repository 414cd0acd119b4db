using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// What becomes of records that are not sent now: those from disk stay there, the others go there, and where there is no room they are dropped and
/// counted. Thread-safe: queue, spool and outcomes are.
/// </summary>
internal sealed class RecordKeeper
{
    private readonly ArgillaExporterOptions _options;
    private readonly RecordQueue _queue;
    private readonly RecordSpool? _spool;
    private readonly Outcomes _outcomes;

    public RecordKeeper(ArgillaExporterOptions options, RecordQueue queue, RecordSpool? spool, Outcomes outcomes)
    {
        _options = options;
        _queue = queue;
        _spool = spool;
        _outcomes = outcomes;
    }

    /// <summary>Whether there is a place on disk.</summary>
    public bool CanStore => _spool is { IsFull: false };

    public bool IsFull => _spool is { IsFull: true };

    /// <summary>The next batch to send from the queue. What has an older version on disk does not overtake it: it is stored behind it.</summary>
    public Batch? TakeQueued()
    {
        while (_queue.Take(_options.MaxRecordsPerRequest, _options.MaxRequestBytes) is { } batch)
        {
            _outcomes.Superseded(batch.Superseded);
            var behind = _spool is null ? [] : batch.TakeOut(record => record.File is null && _spool.MayHold(record.ExternalId));
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

    /// <summary>The next batch from disk.</summary>
    public Batch? TakeStored()
    {
        // Refused records from disk wait in the queue; it must not grow beyond its bounds with them.
        if (_spool is null || !_queue.HasRoom || _spool.TryTake(_outcomes) is not { } records)
        {
            return null;
        }

        var batch = new Batch(records);
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

            if (record.File is null)
            {
                others.Add(record);
            }
            else
            {
                _spool!.PutBack(record);
            }
        }

        if (others.Count == 0 || (_spool is not null && _spool.TryStore(others)))
        {
            return true;
        }

        _outcomes.DroppedClaimed(others, _spool is null ? ExporterMetrics.Stopped : ExporterMetrics.StorageFull);
        return false;
    }

    /// <summary>Empties the queue onto the disk; false when some found no room there and were dropped.</summary>
    public bool KeepQueue(bool untilFull)
    {
        var kept = true;
        while ((!untilFull || (kept && CanStore))
            && _queue.Take(_options.MaxRecordsPerRequest, _options.MaxRequestBytes, evenResting: true) is { } batch)
        {
            _outcomes.Superseded(batch.Superseded);
            kept &= Keep(batch.Records);
            _queue.Settle(batch);
        }

        return kept;
    }
}
