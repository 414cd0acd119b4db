using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;
using OTel.Argilla.Emulator;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Pipeline;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Exporter.Registration;
using OTel.Argilla.Exporter.Tests.Delivery;

namespace OTel.Argilla.Exporter.Tests.Pipeline.Conservation;

/// <summary>One run of an app from its provider to the server, and its books.</summary>
internal sealed class ConservationRun : IDisposable
{
    private readonly ArgillaEmulator _server;
    private readonly Setting _setting;
    private readonly string _dataset = "run" + Guid.NewGuid().ToString("N");
    private readonly string _directory = Directory.CreateTempSubdirectory("run").FullName;
    private readonly Counts _counts = new();
    private readonly List<string> _made = [];
    private readonly ActivitySource _source = new("run" + Guid.NewGuid().ToString("N"));
    private readonly RandomApp _app;
    private readonly TracerProvider _provider;

    public ConservationRun(ArgillaEmulator server, Setting setting)
    {
        (_server, _setting, _app) = (server, setting, new RandomApp(_source));
        _provider = Sdk.CreateTracerProviderBuilder().AddSource(_source.Name)
            .ConfigureServices(services => services.AddSingleton<PipelineFactory>(_counts))
            .AddArgillaExporter(Configure)
            .Build();
    }

    /// <summary>Whether spans are turned away, or lost, before it is known what they are.</summary>
    public static bool CountsTurnedAwaySpans(Setting setting) => setting is Setting.FewSpans or Setting.Sampling or Setting.Filter;

    public Tally Play(IReadOnlyList<Step> steps)
    {
        _server.Faults.Clear();
        var before = _server.Requests is [.., var last] ? last : null;
        foreach (var step in steps)
        {
            switch (step.Kind)
            {
                case StepKind.Start:
                    _app.Start(step.Choice);
                    break;
                case StepKind.Stop:
                    _app.Stop(step.Choice);
                    break;
                case StepKind.Flush:
                    _provider.ForceFlush(Waits.Long);
                    break;
                default:
                    _server.Faults.Add(RandomFaults.Pick(step.Choice));
                    break;
            }
        }

        _app.StopHalf();
        Activity.Current = null;

        // The server recovers. What was refused for no good reason is sent again by the next flush.
        _provider.ForceFlush(Waits.Long);
        _server.Faults.Clear();
        for (var tries = 0; tries < 3 && !_provider.ForceFlush(Waits.Long); tries++)
        {
        }

        _provider.Dispose();
        return new Tally(_app.Candidates, _app.Others, _counts.Of("argilla.exporter.spans"), _counts.Of("argilla.exporter.records"), _made, OnDisk(), OnServer(), Acknowledged(before));
    }

    public void Dispose()
    {
        _provider.Dispose();
        _app.Dispose();
        _source.Dispose();
        _counts.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private void Configure(ArgillaExporterOptions options)
    {
        (options.ApiUrl, options.ApiKey, options.Dataset) = (_server.Url, _server.ApiKey, _dataset);
        options.ExportProcessorType = _setting == Setting.Batch ? ExportProcessorType.Batch : ExportProcessorType.Simple;
        options.RecordHook = Hook;
        switch (_setting)
        {
            case Setting.Hasty:
                (options.TraceGracePeriod, options.MaxConcurrentRequests, options.MaxRecordsPerRequest) = (TimeSpan.Zero, 4, 2);
                break;
            case Setting.FewRecords:
                options.MaxQueuedRecords = 2;
                break;
            case Setting.Storage:
                (options.MaxQueuedRecords, options.StorageDirectory) = (2, _directory);
                break;
            case Setting.FewSpans:
                options.MaxPendingSpans = 4;
                break;
            case Setting.Sampling:
                options.SamplingRatio = 0.5;
                break;
            case Setting.Filter:
                options.Filter = static activity => activity.GetTagItem("kept") is true;
                break;
        }
    }

    // Called with each record that is made, and again when it changes.
    private ArgillaRecord? Hook(ArgillaRecord record)
    {
        _made.Add(record.ExternalId);
        return record.Prompt.StartsWith("drop", StringComparison.Ordinal) ? null
            : record.Prompt.StartsWith("fail", StringComparison.Ordinal) ? throw new InvalidOperationException() : record;
    }

    private List<string> OnServer() => [.. _server.Records(_dataset).Select(static record => record.ExternalId!)];

    private List<string> OnDisk() =>
    [
        .. Directory.EnumerateFiles(_directory, "*.blob", SearchOption.AllDirectories)
            .Where(static path => path.Contains("pending", StringComparison.Ordinal))
            .SelectMany(File.ReadAllLines)
            .Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("external_id").GetString()!),
    ];

    // The log keeps the latest requests only, so it is read from its end.
    private long Acknowledged(EmulatedRequest? before) => _server.Requests.Reverse().TakeWhile(request => !ReferenceEquals(request, before))
        .Where(static request => request is { Method: "PUT", Status: 200 } && request.Target.EndsWith("/records/bulk", StringComparison.Ordinal))
        .Sum(static request => (long)JsonDocument.Parse(request.Body).RootElement.GetProperty("items").GetArrayLength());

    /// <summary>The pipeline of an app but for the clock of its retries; counts what its meter says.</summary>
    private sealed class Counts : PipelineFactory, IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly Dictionary<string, Dictionary<string, long>> _counts = [];
        private ExporterMetrics? _metrics;

        public Counts()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter == _metrics?.Meter && instrument is Counter<long>)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            {
                var outcome = (string)tags[0].Value! + (tags.Length > 1 ? ":" + tags[1].Value : "");
                lock (_counts)
                {
                    var counts = _counts.TryGetValue(instrument.Name, out var known) ? known : _counts[instrument.Name] = [];
                    counts[outcome] = counts.GetValueOrDefault(outcome) + value;
                }
            });
        }

        public IReadOnlyDictionary<string, long> Of(string instrument)
        {
            lock (_counts)
            {
                return _counts.GetValueOrDefault(instrument) ?? [];
            }
        }

        public override ArgillaPipeline Create(ArgillaExporterOptions options, bool observesIntake)
        {
            _metrics = new ExporterMetrics();
            _listener.Start();
            return new ArgillaPipeline(
                options,
                new PipelineParts
                {
                    Evaluator = new PairEvaluator(new PairOptions()),
                    Write = new RecordWriter().Write,
                    Hook = new RecordHookAdapter(options.RecordHook!).Apply,
                    Delivery = new RecordDelivery(options, _metrics, new HastyTimeProvider(), static () => 0.5),
                    Metrics = _metrics,
                    TimeProvider = TimeProvider.System,
                },
                observesIntake);
        }

        public void Dispose() => _listener.Dispose();
    }
}
