using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>The end of a record, of every record exactly once: counted, said, its memory given back.</summary>
internal sealed class Outcomes
{
    private readonly ExporterMetrics _metrics;
    private readonly RecordSpool? _spool;
    private long _dropped;
    private long _lost;

    public Outcomes(ExporterMetrics metrics, RecordSpool? spool)
    {
        _metrics = metrics;
        _spool = spool;
    }

    /// <summary>Records so far that Argilla does not have and that are not on disk either.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    public void Exported(IReadOnlyList<QueuedRecord> records)
    {
        _metrics.RecordsExported(Release(records));
    }

    /// <param name="record">The record that Argilla refuses for good.</param>
    /// <param name="reason">Argilla's reason, without content.</param>
    public void Rejected(QueuedRecord record, string reason)
    {
        _ = Interlocked.Add(ref _lost, record.Count);
        _spool?.SetAside(record.Document, reason);
        _metrics.RecordsRejected("argilla", record.Count);
        ArgillaEventSource.Log.RecordRejected(record.Document.ExternalId, reason);
        record.Document.Release();
    }

    public void Dropped(IReadOnlyList<QueuedRecord> records, string reason) => Dropped(Release(records), reason);

    public void Dropped(int count, string reason)
    {
        _ = Interlocked.Add(ref _lost, count);
        _metrics.RecordsDropped(reason, count);

        // Said when the number doubles: an app in trouble is not flooded.
        var total = Interlocked.Add(ref _dropped, count);
        if (IsPowerOfTwoIn(total - count, total))
        {
            ArgillaEventSource.Log.RecordsDropped(reason, total);
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

    private static int Release(IReadOnlyList<QueuedRecord> records)
    {
        var count = 0;
        foreach (var record in records)
        {
            count += record.Count;
            record.Document.Release();
        }

        return count;
    }
}
