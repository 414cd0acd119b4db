using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>A record on its way.</summary>
internal readonly struct QueuedRecord
{
    public QueuedRecord(RecordDocument document, long sequence, StoredFile? file = null, Suspicion? suspicion = null)
    {
        Document = document;
        Sequence = sequence;
        File = file;
        Suspicion = suspicion;
    }

    public RecordDocument Document { get; }

    public string ExternalId => Document.ExternalId;

    /// <summary>Order of arrival; 0 for a record that comes from disk.</summary>
    public long Sequence { get; }

    /// <summary>Where it lies on disk, when it comes from there.</summary>
    public StoredFile? File { get; }

    /// <summary>Set once Argilla refused it without telling whether the record is at fault.</summary>
    public Suspicion? Suspicion { get; }

    public QueuedRecord With(long sequence) => new(Document, sequence, File, Suspicion);

    public QueuedRecord With(Suspicion suspicion) => new(Document, Sequence, File, suspicion);
}
