using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>A record on its way.</summary>
internal readonly struct QueuedRecord
{
    public QueuedRecord(RecordDocument document, long sequence, int count = 1)
    {
        Document = document;
        Sequence = sequence;
        Count = count;
    }

    public RecordDocument Document { get; }

    /// <summary>Order of arrival; 0 for a record that comes from disk.</summary>
    public long Sequence { get; }

    /// <summary>How many records it stands for: older versions of the same record are not sent.</summary>
    public int Count { get; }
}
