namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Records that are sent together, in the order of their ids: two writers that lock rows in the same order do not deadlock.</summary>
internal sealed class Batch
{
    private static readonly Comparison<(QueuedRecord Record, int Age)> ByIdThenAge = static (a, b) =>
        string.CompareOrdinal(a.Record.ExternalId, b.Record.ExternalId) is var byId and not 0 ? byId : a.Age.CompareTo(b.Age);

    public Batch(List<QueuedRecord> records)
    {
        FirstSequence = records.Count == 0 ? 0 : records.Min(static record => record.Sequence);
        (Records, Superseded) = Collapse(records);
    }

    /// <summary>Sequence of its oldest record; 0 when it comes from disk.</summary>
    public long FirstSequence { get; }

    public List<QueuedRecord> Records { get; private set; }

    /// <summary>Older versions of records of this batch, which are not sent.</summary>
    public IReadOnlyList<QueuedRecord> Superseded { get; }

    /// <summary>Takes records out before the batch is sent.</summary>
    public List<QueuedRecord> TakeOut(Predicate<QueuedRecord> which)
    {
        var taken = Records.FindAll(which);
        if (taken.Count > 0)
        {
            Records = Records.FindAll(record => !which(record));
        }

        return taken;
    }

    /// <summary>Argilla refuses an id twice in one request; the newest version of a record is the one to send.</summary>
    private static (List<QueuedRecord> Kept, List<QueuedRecord> Superseded) Collapse(List<QueuedRecord> records)
    {
        // The order of the list is age.
        var sorted = new (QueuedRecord Record, int Age)[records.Count];
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = (records[i], i);
        }

        Array.Sort(sorted, ByIdThenAge);
        var kept = new List<QueuedRecord>(records.Count);
        var superseded = new List<QueuedRecord>();
        foreach (var (record, _) in sorted)
        {
            if (kept.Count > 0 && kept[kept.Count - 1].ExternalId == record.ExternalId)
            {
                superseded.Add(kept[kept.Count - 1]);
                kept[kept.Count - 1] = record;
            }
            else
            {
                kept.Add(record);
            }
        }

        return (kept, superseded);
    }
}
