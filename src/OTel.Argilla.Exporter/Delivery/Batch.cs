using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Records that are sent together, in the order of their ids: two writers that lock rows in the same order do not deadlock.</summary>
internal sealed class Batch
{
    private int _claimed;

    public Batch(List<QueuedRecord> records, StoredBlob? blob = null)
    {
        Blob = blob;
        FirstSequence = records.Count == 0 ? 0 : records.Min(static record => record.Sequence);
        Records = Collapse(records);
    }

    /// <summary>Where the records come from, when they come from disk.</summary>
    public StoredBlob? Blob { get; }

    public long FirstSequence { get; }

    public List<QueuedRecord> Records { get; }

    /// <summary>True for the first caller alone, who then decides what becomes of the records that are left.</summary>
    public bool TryClaim() => Interlocked.Exchange(ref _claimed, 1) == 0;

    /// <summary>Argilla refuses an id twice in one request; the newest version of a record is the one to send.</summary>
    private static List<QueuedRecord> Collapse(List<QueuedRecord> records)
    {
        // Records from disk have no sequence; their order in the list is their age, so the sort must be stable.
        var sorted = records.OrderBy(static record => record.Document.ExternalId, StringComparer.Ordinal).ToList();
        var kept = 0;
        for (var i = 1; i < sorted.Count; i++)
        {
            if (sorted[i].Document.ExternalId == sorted[kept].Document.ExternalId)
            {
                sorted[kept].Document.Release();
                sorted[kept] = new QueuedRecord(sorted[i].Document, sorted[i].Sequence, sorted[kept].Count + sorted[i].Count);
            }
            else
            {
                sorted[++kept] = sorted[i];
            }
        }

        if (sorted.Count > kept + 1)
        {
            sorted.RemoveRange(kept + 1, sorted.Count - kept - 1);
        }

        return sorted;
    }
}
