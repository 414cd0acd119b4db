using System.Diagnostics.Metrics;
using OTel.Argilla.Exporter.Argilla;
using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>What the meter shows of delivery: what waits, where, and how requests go.</summary>
internal sealed class DeliveryMetrics
{
    private readonly Histogram<double> _requests;

    public DeliveryMetrics(Meter meter, RecordQueue queue, IRecordStore? store)
    {
        _requests = meter.CreateHistogram<double>("argilla.exporter.request.duration", "s", "Requests that carry records, by outcome.");
        _ = meter.CreateObservableGauge("argilla.exporter.queue.records", () => queue.Count, "{record}", "Records that wait to be sent.");
        _ = meter.CreateObservableGauge("argilla.exporter.queue.bytes", () => queue.Bytes, "By", "Bytes of the records that wait to be sent.");
        if (store is not null)
        {
            _ = meter.CreateObservableGauge("argilla.exporter.storage.bytes", store.MeasureBytes, "By", "Bytes of the records on disk that wait to be sent.");
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
