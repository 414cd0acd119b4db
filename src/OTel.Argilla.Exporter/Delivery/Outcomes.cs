using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>The end of a record: counted, said, its memory given back, its place in the store told. Of every record exactly once: whoever claims it first. Thread-safe.</summary>
internal sealed class Outcomes
{
    private readonly ExporterMetrics _metrics;
    private readonly IRecordStore? _store;
    private readonly IRecordListener? _listener;
    private long _dropped;
    private long _lost;

    public Outcomes(ExporterMetrics metrics, IRecordStore? store, IRecordListener? listener = null)
    {
        _metrics = metrics;
        _store = store;
        _listener = listener;
    }

    /// <summary>Records so far that Argilla does not have and that are not on disk either.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Argilla has them.</summary>
    public void Exported(IReadOnlyList<QueuedRecord> records)
    {
        if (End(records, RecordEnd.Exported) is > 0 and var count)
        {
            _metrics.RecordsExported(count);
        }
    }

    /// <summary>A newer version of each is sent in their place.</summary>
    public void Superseded(IReadOnlyList<QueuedRecord> records) => Superseded(End(records, RecordEnd.Superseded));

    /// <inheritdoc cref="Superseded(IReadOnlyList{QueuedRecord})"/>
    public void Superseded(int count)
    {
        if (count > 0)
        {
            _metrics.RecordsSkipped(ExporterMetrics.Superseded, count);
        }
    }

    /// <param name="record">The record that Argilla refuses for good.</param>
    /// <param name="reason">Argilla's reason, without content.</param>
    public void Rejected(in QueuedRecord record, string reason)
    {
        if (!record.Document.TryClaim())
        {
            return;
        }

        _ = Interlocked.Increment(ref _lost);
        _store?.SetAside(record, reason);
        _metrics.RecordsRejected(ExporterMetrics.Argilla);
        ArgillaEventSource.Log.RecordRejected(record.ExternalId, reason);
        Forget(record, RecordEnd.Rejected);
    }

    public void Dropped(IReadOnlyList<QueuedRecord> records, string reason) => Dropped(End(records, RecordEnd.Dropped), reason);

    /// <summary>For records that the caller has claimed.</summary>
    public void DroppedClaimed(IReadOnlyList<QueuedRecord> records, string reason)
    {
        foreach (var record in records)
        {
            Forget(record, RecordEnd.Dropped);
        }

        Dropped(records.Count, reason);
    }

    /// <inheritdoc cref="Dropped(IReadOnlyList{QueuedRecord}, string)"/>
    public void Dropped(int count, string reason)
    {
        if (count == 0)
        {
            return;
        }

        _ = Interlocked.Add(ref _lost, count);
        _metrics.RecordsDropped(reason, count);

        // Said when the number doubles: an app in trouble is not flooded.
        var total = Interlocked.Add(ref _dropped, count);
        if (IsPowerOfTwoIn(total - count, total))
        {
            ArgillaEventSource.Log.RecordsDropped(reason, total, LossAdvice.ForRecords(reason));
        }
    }

    private static bool IsPowerOfTwoIn(long before, long after)
    {
        var power = 1L;
        while (power <= before)
        {
            power *= 2;
        }

        return power <= after;
    }

    /// <summary>How many of them nobody else brought to an end.</summary>
    private int End(IReadOnlyList<QueuedRecord> records, RecordEnd end)
    {
        var count = 0;
        for (var i = 0; i < records.Count; i++)
        {
            if (records[i].Document.TryClaim())
            {
                count++;
                Forget(records[i], end);
            }
        }

        return count;
    }

    private void Forget(in QueuedRecord record, RecordEnd end)
    {
        _listener?.Ended(record, end);
        record.Document.Release();
        if (record.Place is not null)
        {
            _store!.Ended(record);
        }
    }
}
