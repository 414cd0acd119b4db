using System.Diagnostics.Metrics;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Pipeline;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Exporter.Registration;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>The real rooms with a delivery of the test's own, and what the meter counted.</summary>
internal sealed class FakeFactory : PipelineFactory, IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<Meter> _meters = [];

    public FakeFactory()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ExporterMetrics.MeterName && instrument is Counter<long>)
            {
                listener.EnableMeasurementEvents(instrument, instrument.Meter);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, state) =>
        {
            if (!_meters.Contains((Meter)state!))
            {
                return;
            }

            var key = instrument.Name.Split('.')[^1];
            foreach (var tag in tags)
            {
                key += ":" + tag.Value;
            }

            lock (Counts)
            {
                Counts[key] = Counts.TryGetValue(key, out var known) ? known + value : value;
            }
        });
        _listener.Start();
    }

    public FakeDelivery Delivery { get; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public IPairEvaluator? Evaluator { get; init; }

    public List<ArgillaExporterOptions> Created { get; } = [];

    public Dictionary<string, long> Counts { get; } = [];

    public long Spans(string outcome)
    {
        lock (Counts)
        {
            return Counts.Where(c => c.Key.StartsWith("spans:" + outcome, StringComparison.Ordinal)).Sum(c => c.Value);
        }
    }

    public override ArgillaPipeline Create(ArgillaExporterOptions options, bool observesIntake)
    {
        Created.Add(options);
        options.ApiUrl ??= ArgillaExporterOptions.DefaultApiUrl;
        var metrics = new ExporterMetrics();
        _meters.Add(metrics.Meter);
        return new ArgillaPipeline(
            options,
            new PipelineParts
            {
                Evaluator = Evaluator ?? new PairEvaluator(new PairOptions()),
                Write = new RecordWriter().Write,
                Hook = options.RecordHook is { } hook ? new RecordHookAdapter(hook).Apply : null,
                Delivery = Delivery,
                Metrics = metrics,
                TimeProvider = Time,
            },
            observesIntake);
    }

    public void Dispose() => _listener.Dispose();
}
