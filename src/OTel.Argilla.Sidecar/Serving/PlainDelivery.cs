using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Sidecar.Serving.Assembling;

namespace OTel.Argilla.Sidecar.Serving;

/// <summary>Delivers to one dataset, from memory: what Argilla does not take stays in the journal as the trace that it was made of.</summary>
internal sealed class PlainDelivery : IRecordDelivery, IRecordListener
{
    private readonly Settlement _settlement;
    private readonly RecordDelivery? _delivery;
    private int _waiting;

    public PlainDelivery(SidecarOptions options, ExporterMetrics metrics, Settlement settlement, TimeProvider time)
    {
        _settlement = settlement;
        _delivery = options.HasServer ? new RecordDelivery(options.Argilla, metrics, time, RetrySchedule.SharedRandom(), this) : null;
    }

    public int Waiting => Volatile.Read(ref _waiting);

    public void Enqueue(RecordDocument record)
    {
        Interlocked.Increment(ref _waiting);
        if (_delivery is null)
        {
            record.Release();
        }
        else
        {
            _delivery.Enqueue(record);
        }
    }

    public void Ended(RecordDocument record, RecordEnd end)
    {
        if (end != RecordEnd.Dropped)
        {
            Interlocked.Decrement(ref _waiting);
            _settlement.SetSafe(record);
        }
    }

    public bool Flush(int timeoutMilliseconds) => _delivery?.Flush(timeoutMilliseconds) ?? true;

    public bool Shutdown(int timeoutMilliseconds) => _delivery?.Shutdown(timeoutMilliseconds) ?? true;

    public void Dispose() => _delivery?.Dispose();
}
