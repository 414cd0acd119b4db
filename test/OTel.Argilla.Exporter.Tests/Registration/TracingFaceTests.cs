using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;
using OTel.Argilla.Exporter.Registration;
using OTel.Argilla.Exporter.Tests.Captures;
using OTel.Argilla.Exporter.Tests.Pipeline;

namespace OTel.Argilla.Exporter.Tests.Registration;

/// <summary>What a tracer provider offers, through a provider that was built.</summary>
[NonParallelizable]
public class TracingFaceTests
{
    private static readonly TestCaseData[] Overloads =
    [
        new TestCaseData((Func<TracerProviderBuilder, TracerProviderBuilder>)(static b => b.AddArgillaExporter()), "section") { TestName = "Overload_without_arguments" },
        new TestCaseData((Func<TracerProviderBuilder, TracerProviderBuilder>)(static b => b.AddArgillaExporter(o => o.Dataset = "code")), "code") { TestName = "Overload_with_configure" },
        new TestCaseData((Func<TracerProviderBuilder, TracerProviderBuilder>)(static b => b.AddArgillaExporter("eu", null)), "named") { TestName = "Overload_with_name" },
        new TestCaseData((Func<TracerProviderBuilder, TracerProviderBuilder>)(static b => b.AddArgillaExporter("eu", o => o.Dataset = "code")), "code") { TestName = "Overload_with_name_and_configure" },
        new TestCaseData((Func<TracerProviderBuilder, TracerProviderBuilder>)(static b => b.AddArgillaExporter(null, null)), "section") { TestName = "Overload_with_null_name" },
    ];

    [TestCaseSource(nameof(Overloads))]
    public void EachOverloadExportsToItsDataset(Func<TracerProviderBuilder, TracerProviderBuilder> add, string dataset)
    {
        using var factory = new FakeFactory();
        using var source = new ActivitySource("face" + Guid.NewGuid());
        using (Build(factory, source, builder => Assert.That(add(builder), Is.SameAs(builder)), ("ARGILLA_API_KEY", "k"), ("ARGILLA_DATASET", "variable"), ("Argilla:Dataset", "section"), ("Argilla:eu:Dataset", "named")))
        {
            GenAISpans.Chat(source).Stop();
        }

        Assert.That(factory.Created.Select(static options => options.Dataset), Is.EqualTo(new[] { dataset }));
        Assert.That(factory.Delivery.Records, Has.Count.EqualTo(1));
    }

    [Test]
    public void ABuilderIsNeeded()
    {
        Assert.That(() => ((TracerProviderBuilder)null!).AddArgillaExporter(), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("builder"));
        Assert.That(() => ((TracerProviderBuilder)null!).AddGenAISources(), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("builder"));
    }

    [Test]
    public void EnvironmentVariablesAloneAreEnough()
    {
        using var key = new Variable("ARGILLA_API_KEY", "k");
        using var url = new Variable("ARGILLA_API_URL", "https://argilla.example/x");
        using var workspace = new Variable("ARGILLA_WORKSPACE", "w");
        using var dataset = new Variable("ARGILLA_DATASET", "d");
        using var factory = new FakeFactory();
        using var source = new ActivitySource("face" + Guid.NewGuid());
        using var provider = Build(factory, source, static builder => builder.AddArgillaExporter());

        var options = factory.Created.Single();
        Assert.That((options.ApiKey, options.ApiUrl?.AbsoluteUri, options.Workspace, options.Dataset), Is.EqualTo(("k", "https://argilla.example/x", "w", "d")));
    }

    [Test]
    public void BatchSettingsAreThoseOfTheSdk()
    {
        using var factory = new FakeFactory();
        using var source = new ActivitySource("face" + Guid.NewGuid());
        using var provider = Build(
            factory, source, static builder => builder.AddArgillaExporter(),
            ("ARGILLA_API_KEY", "k"), ("OTEL_BSP_MAX_QUEUE_SIZE", "64"), ("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "32"), ("OTEL_BSP_SCHEDULE_DELAY", "777"), ("OTEL_BSP_EXPORT_TIMEOUT", "888"));

        var batch = factory.Created.Single().BatchExportProcessorOptions;
        Assert.That(
            (batch.MaxQueueSize, batch.MaxExportBatchSize, batch.ScheduledDelayMilliseconds, batch.ExporterTimeoutMilliseconds),
            Is.EqualTo((64, 32, 777, 888)));
    }

    [Test]
    public void AQueueOfTheSizeThatTheSdkIsToldOverflowsThere()
    {
        using var factory = new FakeFactory();
        using var source = new ActivitySource("face" + Guid.NewGuid());
        using (Build(
            factory, source, static builder => builder.AddArgillaExporter(),
            ("ARGILLA_API_KEY", "k"), ("OTEL_BSP_MAX_QUEUE_SIZE", "2"), ("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "2"), ("OTEL_BSP_SCHEDULE_DELAY", "60000")))
        {
            for (var i = 0; i < 500; i++)
            {
                GenAISpans.Chat(source, "p" + i).Stop();
            }
        }

        Assert.That(factory.Spans("exported") + factory.Spans("dropped"), Is.EqualTo(500));
        Assert.That(factory.Spans("dropped"), Is.GreaterThan(0));
    }

    [TestCase("Argilla:MaxRecordsPerRequest", "501")]
    [TestCase("Argilla:SamplingRatio", "1.5")]
    [TestCase("Argilla:TimeoutMilliseconds", "soon")]
    [TestCase("ARGILLA_API_URL", "localhost:6900")]
    public void ABadSettingFailsWhenTheProviderIsBuilt(string setting, string value)
    {
        using var factory = new FakeFactory();
        using var source = new ActivitySource("face" + Guid.NewGuid());
        Assert.That(
            () => Build(factory, source, static builder => builder.AddArgillaExporter(), ("ARGILLA_API_KEY", "k"), (setting, value)),
            Throws.Exception.With.Message.Contains(setting.Split(':')[^1]));
    }

    [Test]
    public void TheSourcesOfEveryRecordedSdkAreSubscribed()
    {
        var recorded = CaptureArchive.Names.SelectMany(static name => CaptureArchive.Open(name).Spans)
            .Where(static span => span.Tags.Any(static tag => tag.Key.StartsWith("gen_ai.", StringComparison.Ordinal)))
            .Select(static span => span.Source).Distinct().ToArray();
        using var provider = Sdk.CreateTracerProviderBuilder().AddGenAISources().Build();

        var missed = recorded.Where(static name => !IsSubscribed(name));

        Assert.That(recorded, Has.Length.GreaterThan(5));
        Assert.That(missed, Is.Empty);
        Assert.That(IsSubscribed("System.Net.Http") || IsSubscribed("Microsoft.AspNetCore") || IsSubscribed("MyApp"), Is.False);
    }

    private static bool IsSubscribed(string name)
    {
        using var source = new ActivitySource(name);
        return source.HasListeners();
    }

    private static TracerProvider Build(FakeFactory factory, ActivitySource source, Action<TracerProviderBuilder> add, params (string Key, string Value)[] settings)
    {
        var builder = Sdk.CreateTracerProviderBuilder().AddSource(source.Name).ConfigureServices(services =>
        {
            services.AddSingleton<PipelineFactory>(factory);
            if (settings.Length > 0)
            {
                services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
                    .AddInMemoryCollection(settings.Select(static setting => new KeyValuePair<string, string?>(setting.Key, setting.Value))).Build());
            }
        });
        add(builder);
        return builder.Build();
    }

    /// <summary>An environment variable for the length of a test.</summary>
    private sealed class Variable : IDisposable
    {
        private readonly string _name;
        private readonly string? _before;

        public Variable(string name, string value)
        {
            _name = name;
            _before = Environment.GetEnvironmentVariable(name);
            Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose() => Environment.SetEnvironmentVariable(_name, _before);
    }
}
