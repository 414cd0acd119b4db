using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using OTel.Argilla.Sidecar.Serving;
using OTel.Argilla.Sidecar.Telemetry;
using OTel.Argilla.Sidecar.Tests.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Serve;

/// <summary>What the sidecar counts and measures of itself.</summary>
public sealed class MetricsTests
{
    [Test]
    public async Task Requests_and_spans_are_counted_by_protocol_and_what_became_of_them()
    {
        await using var serving = await Serving.StartAsync(static (options, _, _, _) => new FakeSidecar(options));
        using var measured = new Measured();
        foreach (var (body, type) in new[] { (Encoding.UTF8.GetString(Samples.Get("json-mixed.jsonl")).Split('\n')[0], "application/json"), ("{", "application/json"), ("x", "text/plain") })
        {
            using var content = new StringContent(body, Encoding.UTF8, type);
            using var answer = await serving.Client.PostAsync(new Uri(serving.Otlp, "/v1/traces"), content);
        }

        Assert.That(measured.Sum("argilla.sidecar.requests", "protocol=http,signal=traces,outcome=accepted"), Is.EqualTo(1));
        Assert.That(measured.Sum("argilla.sidecar.requests", "protocol=http,signal=traces,outcome=unavailable"), Is.EqualTo(1), "what stands behind threw");
        Assert.That(measured.Sum("argilla.sidecar.spans", "protocol=http,outcome=accepted"), Is.GreaterThan(0));
        Assert.That(measured.Count("argilla.sidecar.request.duration"), Is.EqualTo(2));
    }

    [Test]
    public void How_things_stand_is_observed()
    {
        using var metrics = new SidecarMetrics(TimeProvider.System);
        metrics.Observe(static () => new SidecarState { JournalBytes = 1, MaxJournalBytes = 2, PendingTraces = 3, PendingSpans = 4, OutboxRecords = 5, BacklogAge = TimeSpan.FromSeconds(6), DeadLetters = 7 });
        using var measured = new Measured();
        measured.Observe();

        foreach (var (name, value) in new[]
        {
            ("journal.size", 1), ("journal.limit", 2), ("traces.pending", 3), ("spans.pending", 4), ("outbox.records", 5), ("outbox.age", 6), ("dead_letters", 7),
        })
        {
            Assert.That(measured.Sum("argilla.sidecar." + name, string.Empty), Is.EqualTo(value), name);
        }
    }

    [Test]
    public void Spans_rejected_are_not_among_those_accepted()
    {
        using var metrics = new SidecarMetrics(TimeProvider.System);
        using var measured = new Measured();
        metrics.Answered(new AnsweredRequest("grpc", "traces", "accepted", 10, 3, TimeSpan.Zero));
        metrics.Answered(new AnsweredRequest("grpc", "logs", "unavailable", 5, 0, TimeSpan.Zero));

        Assert.That(measured.Sum("argilla.sidecar.spans", "protocol=grpc,outcome=accepted"), Is.EqualTo(7));
        Assert.That(measured.Sum("argilla.sidecar.spans", "protocol=grpc,outcome=rejected"), Is.EqualTo(3));
        Assert.That(measured.Sum("argilla.sidecar.log_records", "protocol=grpc,outcome=unavailable"), Is.EqualTo(5));
        Assert.That(metrics.Throughput.Total, Is.EqualTo(7));
    }

    [Test]
    public void Throughput_is_that_of_the_last_ten_seconds()
    {
        var time = new FakeTimeProvider();
        var throughput = new Throughput(time);
        throughput.Add(100);
        Assert.That(throughput.PerSecond, Is.Zero, "the second has not passed");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(throughput.PerSecond, Is.EqualTo(100));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(throughput.PerSecond, Is.EqualTo(50));
        for (var second = 0; second < 20; second++)
        {
            throughput.Add(30);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(throughput.PerSecond, Is.EqualTo(30));
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.That((throughput.PerSecond, throughput.Total), Is.EqualTo((0, 700)));
    }

    /// <summary>What the sidecar's meters give.</summary>
    private sealed class Measured : IDisposable
    {
        private readonly List<(string Name, string Tags, double Value)> _values = [];
        private readonly MeterListener _listener = new();

        public Measured()
        {
            _listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == SidecarMetrics.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.Start();
        }

        public void Observe() => _listener.RecordObservableInstruments();

        public int Count(string name)
        {
            lock (_values)
            {
                return _values.Count(value => value.Name == name);
            }
        }

        public double Sum(string name, string tags)
        {
            lock (_values)
            {
                return _values.Where(value => value.Name == name && value.Tags == tags).Sum(static value => value.Value);
            }
        }

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var text = string.Join(',', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"));
            lock (_values)
            {
                _values.Add((instrument.Name, text, value));
            }
        }
    }
}
