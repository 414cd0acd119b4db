using OTel.Argilla.Exporter.Delivery;

namespace OTel.Argilla.Sidecar.Journal;

/// <summary>Where a record lies in the outbox.</summary>
internal sealed class OutboxRow(long id, bool isRetried) : StoredPlace
{
    public long Id { get; } = id;

    /// <summary>A person has put it back from the dead letters: it is older than everything else that is known of the record.</summary>
    public bool IsRetried { get; } = isRetried;
}
