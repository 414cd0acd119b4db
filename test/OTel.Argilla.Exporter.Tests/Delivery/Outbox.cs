using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Text;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Emulator;
using OTel.Argilla.Exporter.Tests.Argilla;

namespace OTel.Argilla.Exporter.Tests.Delivery;

/// <summary>A delivery in front of a <see cref="StubArgilla"/>, with what it counts and says.</summary>
internal sealed class Outbox : IDisposable
{
    private readonly MeterListener _meter = new();
    private readonly Listener _events = new();
    private readonly ExporterMetrics _metrics = new();

    public Outbox(StubArgilla server, Action<ArgillaExporterOptions>? configure = null, TimeProvider? timeProvider = null)
        : this(new Uri("http://argilla.test"), StubArgilla.Key, options =>
        {
            options.HttpClientFactory = server.Client;
            configure?.Invoke(options);
        }, timeProvider)
    {
    }

    public Outbox(ArgillaEmulator server, Action<ArgillaExporterOptions>? configure = null, TimeProvider? timeProvider = null)
        : this(server.Url, server.ApiKey, configure, timeProvider)
    {
    }

    public Outbox(Uri url, string key = StubArgilla.Key, Action<ArgillaExporterOptions>? configure = null, TimeProvider? timeProvider = null)
    {
        Options = new ArgillaExporterOptions { ApiUrl = url, ApiKey = key, Dataset = "ds" };
        configure?.Invoke(Options);
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _metrics.Meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meter.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measured(instrument, value, tags));
        _meter.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Measured(instrument, value, tags));
        _meter.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            lock (Counts)
            {
                Durations.Add((value, (string)tags[0].Value!));
            }
        });
        _meter.Start();
        Delivery = new RecordDelivery(Options, _metrics, timeProvider ?? new HastyTimeProvider(), () => 0.5);
    }

    public ArgillaExporterOptions Options { get; }

    public RecordDelivery Delivery { get; }

    /// <summary>Records by outcome.</summary>
    public Dictionary<string, long> Counts { get; } = [];

    /// <summary>Records by outcome and reason.</summary>
    public Dictionary<string, long> Reasons { get; } = [];

    public Dictionary<string, long> Gauges { get; } = [];

    /// <summary>Duration in seconds and outcome of each request for records.</summary>
    public List<(double Seconds, string Outcome)> Durations { get; } = [];

    /// <summary>All ends that records have come to.</summary>
    public long Ended => Count("exported") + Count("skipped") + Count("rejected") + Count("dropped");

    public IReadOnlyList<string> Said => _events.Said;

    public long Count(string outcome)
    {
        lock (Counts)
        {
            return Counts.GetValueOrDefault(outcome);
        }
    }

    public long Reason(string outcomeAndReason)
    {
        lock (Counts)
        {
            return Reasons.GetValueOrDefault(outcomeAndReason);
        }
    }

    public long Gauge(string name)
    {
        _meter.RecordObservableInstruments();
        lock (Counts)
        {
            return Gauges[name];
        }
    }

    public int HowOftenSaid(string start) => Said.Count(line => line.StartsWith(start, StringComparison.Ordinal));

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
        var block = new RecordBlock(bytes.Length);
        var document = new RecordDocument(block, bytes, id, RecordParts.Any);
        block.Release();
        return document;
    }

    public void Dispose()
    {
        Delivery.Dispose();
        _events.Dispose();
        _meter.Dispose();
        _metrics.Dispose();
    }

    private void Measured(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (Counts)
        {
            if (instrument.Name != "argilla.exporter.records")
            {
                Gauges[instrument.Name] = value;
                return;
            }

            var outcome = (string)tags[0].Value!;
            Counts[outcome] = Counts.GetValueOrDefault(outcome) + value;
            if (tags.Length > 1)
            {
                var reason = $"{outcome}:{tags[1].Value}";
                Reasons[reason] = Reasons.GetValueOrDefault(reason) + value;
            }
        }
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
