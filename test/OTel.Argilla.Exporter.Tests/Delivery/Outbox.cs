using System.Buffers;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Text;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Exporter.Tests.Argilla;

namespace OTel.Argilla.Exporter.Tests.Delivery;

/// <summary>A delivery in front of a <see cref="StubArgilla"/>, with what it counts and says.</summary>
internal sealed class Outbox : IDisposable
{
    private readonly MeterListener _meter = new();
    private readonly Listener _events = new();
    private readonly ExporterMetrics _metrics = new();

    public Outbox(StubArgilla server, Action<ArgillaExporterOptions>? configure = null, TimeProvider? timeProvider = null)
    {
        Server = server;
        Options = new ArgillaExporterOptions
        {
            ApiUrl = new Uri("http://argilla.test"),
            ApiKey = StubArgilla.Key,
            Dataset = "ds",
            HttpClientFactory = server.Client,
        };
        configure?.Invoke(Options);
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _metrics.Meter && instrument.Name == "argilla.exporter.records")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meter.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            lock (Counts)
            {
                var outcome = (string)tags[0].Value!;
                Counts[outcome] = Counts.GetValueOrDefault(outcome) + value;
            }
        });
        _meter.Start();
        Delivery = new RecordDelivery(Options, _metrics, timeProvider ?? new HastyTimeProvider(), () => 0.5);
    }

    public StubArgilla Server { get; }

    public ArgillaExporterOptions Options { get; }

    public RecordDelivery Delivery { get; }

    public Dictionary<string, long> Counts { get; } = [];

    public IReadOnlyList<string> Said => _events.Said;

    public long Count(string outcome)
    {
        lock (Counts)
        {
            return Counts.GetValueOrDefault(outcome);
        }
    }

    public void Enqueue(params IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            Delivery.Enqueue(Document(id));
        }
    }

    public static RecordDocument Document(string id, string extra = "", string prompt = "p") =>
        FromJson($$$"""{"external_id":"{{{id}}}","fields":{"prompt":"{{{prompt}}}","response":"r"}{{{extra}}}}""", id);

    public static RecordDocument FromJson(string json, string id)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var buffer = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(buffer, 0);
        return new RecordDocument(buffer, bytes.Length, id);
    }

    public void Dispose()
    {
        Delivery.Dispose();
        _events.Dispose();
        _meter.Dispose();
        _metrics.Dispose();
    }

    private sealed class Listener : EventListener
    {
        private readonly List<string> _said = [];

        public IReadOnlyList<string> Said
        {
            get
            {
                lock (_said)
                {
                    return [.. _said];
                }
            }
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "OpenTelemetry-Exporter-Argilla")
            {
                EnableEvents(eventSource, EventLevel.Verbose);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            var text = $"{eventData.EventName}: {string.Join(" | ", eventData.Payload ?? (IEnumerable<object?>)[])}";
            if (_said is { } said)
            {
                lock (said)
                {
                    said.Add(text);
                }
            }
        }
    }
}
