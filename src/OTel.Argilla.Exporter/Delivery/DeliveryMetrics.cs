using System.Diagnostics.Metrics;
using OTel.Argilla.Exporter.Argilla;
using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>What the meter shows of delivery: what waits, where, and how requests go.</summary>
internal sealed class DeliveryMetrics
{
    private readonly Histogram<double> _requests;

    /// <param name="meter">The meter.</param>
    /// <param name="queue">The queue to show; null when several deliveries share the meter: then whoever has them shows what waits in all.</param>
    /// <param name="spool">The disk to show, if there is one.</param>
    public DeliveryMetrics(Meter meter, RecordQueue? queue, RecordSpool? spool)
    {
        _requests = meter.CreateHistogram<double>("argilla.exporter.request.duration", "s", "Requests that carry records, by outcome.");
        if (queue is not null)
        {
            _ = meter.CreateObservableGauge("argilla.exporter.queue.records", () => queue.Count, "{record}", "Records that wait to be sent.");
            _ = meter.CreateObservableGauge("argilla.exporter.queue.bytes", () => queue.Bytes, "By", "Bytes of the records that wait to be sent.");
        }

        if (spool is not null)
        {
            _ = meter.CreateObservableGauge("argilla.exporter.storage.bytes", spool.MeasureBytes, "By", "Bytes of the records on disk that wait to be sent.");
        }
    }

    public void RequestEnded(TimeSpan duration, ArgillaError? error)
    {
        try
        {
            _requests.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", error is null ? "ok" : error.Kind.ToString()));
        }
        catch (Exception exception)
        {
            // A listener's. The request went as it went.
            ArgillaEventSource.Log.ListenerFailed(exception.GetType().Name);
        }
    }
}
