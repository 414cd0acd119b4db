using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Sidecar.Journal;

namespace OTel.Argilla.Sidecar.Delivery;

/// <summary>The delivery to one dataset, and its part of the outbox.</summary>
/// <remarks>Threading: every member may be called from any thread.</remarks>
internal sealed class DatasetDelivery : IRecordListener, IDisposable
{
    private readonly OutboxStore _store;
    private readonly RecordDelivery? _delivery;
    private readonly Action<RecordDocument> _safe;

    /// <param name="options">The options, with the dataset.</param>
    /// <param name="hasServer">False when nothing is to be sent.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="metrics">Counts the ends of records.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="safe">Told once of each record that cannot be lost any more.</param>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public DatasetDelivery(
        ArgillaExporterOptions options, bool hasServer, SqliteJournal journal, ExporterMetrics metrics, TimeProvider timeProvider, Action<RecordDocument> safe)
    {
        _safe = safe;
        _store = new OutboxStore(journal, options.Dataset, options.MaxRecordsPerRequest, options.MaxRequestBytes, timeProvider, safe);
        if (hasServer)
        {
            _delivery = new RecordDelivery(options, metrics, timeProvider, RetrySchedule.SharedRandom(), this, _store);
            _store.Changed = _delivery.Wake;
        }
    }

    /// <summary>Records that wait in memory: to be sent, or to be written.</summary>
    public int Queued => (_delivery?.Queued ?? 0) + _store.Storing;

    /// <inheritdoc cref="RecordDelivery.LastAnswer"/>
    public LastAnswer? LastAnswer => _delivery?.LastAnswer;

    public void Enqueue(RecordDocument record)
    {
        if (_delivery is not null)
        {
            _delivery.Enqueue(record);
        }
        else if (record.TryClaim())
        {
            _store.Store([new QueuedRecord(record, sequence: 0)]);
        }
    }

    public bool Flush(int timeoutMilliseconds) => _delivery?.Flush(timeoutMilliseconds) ?? true;

    public bool Shutdown(int timeoutMilliseconds) => _delivery?.Shutdown(timeoutMilliseconds) ?? true;

    /// <inheritdoc/>
    /// <remarks>What comes from the outbox was safe already. What is dropped, after the end, is not: the journal still has what it was made of.</remarks>
    public void Ended(in QueuedRecord record, RecordEnd end)
    {
        if (end == RecordEnd.Exported)
        {
            _store.Exported(record);
        }

        if (record.Place is null && end != RecordEnd.Dropped)
        {
            _safe(record.Document);
        }
    }

    public void Dispose() => _delivery?.Dispose();
}
