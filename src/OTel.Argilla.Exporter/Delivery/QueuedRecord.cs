using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>A record on its way.</summary>
internal readonly struct QueuedRecord
{
    public QueuedRecord(RecordDocument document, long sequence, StoredPlace? place = null, Suspicion? suspicion = null)
    {
        Document = document;
        Sequence = sequence;
        Place = place;
        Suspicion = suspicion;
    }

    public RecordDocument Document { get; }

    public string ExternalId => Document.ExternalId;

    /// <summary>Order of arrival; 0 for a record that comes from disk.</summary>
    public long Sequence { get; }

    /// <summary>Where it lies in the store, when it comes from there.</summary>
    public StoredPlace? Place { get; }

    /// <summary>Set once Argilla refused it without telling whether the record is at fault.</summary>
    public Suspicion? Suspicion { get; }

    public QueuedRecord With(long sequence) => new(Document, sequence, Place, Suspicion);

    public QueuedRecord With(Suspicion suspicion) => new(Document, Sequence, Place, suspicion);
}
