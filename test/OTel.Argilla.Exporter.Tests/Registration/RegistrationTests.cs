using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;
using OTel.Argilla.Exporter.Registration;
using OTel.Argilla.Exporter.Tests.Pipeline;

namespace OTel.Argilla.Exporter.Tests.Registration;

[NonParallelizable]
public class RegistrationTests
{
    [Test]
    public void TheSameNameTwiceKeepsOnePipelineAndOneRecord()
    {
        using var listener = new WarningListener();
        using var rig = new Rig(build: builder => builder.AddArgillaExporter(options => options.Dataset = "second"));
        Assert.That(listener.Ids, Does.Contain(1), "says so");
        GenAISpans.Chat(rig.Source).Stop();
        rig.Provider.ForceFlush(Waits.Long);

        Assert.That(rig.Factory.Created.Single().Dataset, Is.EqualTo("second"), "settings add up");
        Assert.That(rig.Delivery.Records, Has.Count.EqualTo(1));
    }

    [Test]
    public void TwoNamesAreTwoPipelines()
    {
        using var rig = new Rig(build: builder => builder.AddArgillaExporter("other", options =>
        {
            options.ApiKey = "k";
            options.Dataset = "other";
        }));
        GenAISpans.Chat(rig.Source).Stop();
        rig.Provider.ForceFlush(Waits.Long);

        Assert.That(rig.Factory.Created.Select(o => o.Dataset), Is.EquivalentTo(new[] { "llm-traces", "other" }));
        Assert.That(rig.Delivery.Records, Has.Count.EqualTo(2));
    }

    [Test]
    public void AMissingKeyFailsAtStartUp() =>
        Assert.That(
            () => new Rig(options => options.ApiKey = null!),
            Throws.Exception.With.Message.Contains("ARGILLA_API_KEY"));

    [Test]
    public void TracesAndLogsShareOnePipelineAndContentOfLogsReachesTheSpan()
    {
        using var factory = new FakeFactory();
        using var source = new System.Diagnostics.ActivitySource("logs" + Guid.NewGuid(), "1");
        var services = new ServiceCollection();
        services.AddSingleton<PipelineFactory>(factory);
        services.AddLogging();
        services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(source.Name).AddArgillaExporter(options => options.ApiKey = "k"))
            .WithLogging(logging => logging.AddArgillaExporter());
        using var provider = services.BuildServiceProvider();
        var tracer = provider.GetRequiredService<TracerProvider>();
        var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.Extensions.AI");

        using (GenAISpans.Chat(source, prompt: null, response: null))
        {
            // As Microsoft.Extensions.AI wrote content before it had attributes: the body is the formatted message.
            Log(logger, "gen_ai.user.message", """{"content":"Why log?"}""");
            Log(logger, "gen_ai.choice", """{"index":0,"finish_reason":"stop","message":{"content":"Pooled."}}""");
        }

        for (var i = 0; i < 50; i++)
        {
            Log(logger, "gen_ai.user.message", """{"content":"another record in the same pooled object"}""");
        }

        tracer.ForceFlush(Waits.Long);

        Assert.That(factory.Created, Has.Count.EqualTo(1));
        Assert.That(factory.Delivery.Records.Single(), Does.Contain("Why log?").And.Contain("Pooled."));
    }

    [Test]
    public void LogsStillReachThePipelineAfterTheTracerProviderIsGone()
    {
        using var factory = new FakeFactory();
        var services = new ServiceCollection();
        services.AddSingleton<PipelineFactory>(factory);
        ArgillaServices.TryAdd(services, string.Empty, "traces", options => options.ApiKey = "k");
        using var provider = services.BuildServiceProvider();
        var registry = provider.GetRequiredService<PipelineRegistry>();
        var traces = registry.Acquire(string.Empty);
        var logs = registry.Acquire(string.Empty);

        traces.Release(1000);
        traces.Release(1000);
        Assert.That(factory.Delivery.Shutdowns, Is.Zero);
        logs.Release(1000);
        Assert.That(factory.Delivery.Shutdowns, Is.EqualTo(1));
    }

    [Test]
    public void TheClientFactoryIsNotCalledWhileBuilding()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddOpenTelemetry().WithLogging(logging => logging.AddArgillaExporter(options =>
        {
            options.ApiKey = "k";
            options.HttpClientFactory = () => throw new InvalidOperationException("called while building");
        }));
        using var factory = new FakeFactory();
        services.AddSingleton<PipelineFactory>(factory);
        using var provider = services.BuildServiceProvider();
        Assert.That(() => provider.GetRequiredService<ILoggerFactory>().CreateLogger("x"), Throws.Nothing);
        Assert.That(factory.Created, Has.Count.EqualTo(1));
    }

    [Test]
    public void AfterShutdownNothingMoves()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var factory = new FakeFactory { Time = time };
        var rig = new Rig(factory: factory);
        var running = GenAISpans.Chat(rig.Source);
        rig.Provider.Shutdown(1000);
        running.Stop();
        time.Advance(TimeSpan.FromMinutes(5));
        rig.Stop();
        rig.Stop();

        Assert.That((factory.Delivery.Records.Count, factory.Delivery.Shutdowns), Is.EqualTo((0, 1)));
    }

    [Test]
    public void AHostWithLoggingAndClientFactoryStarts()
    {
        using var factory = new FakeFactory();
        var services = new ServiceCollection();
        services.AddSingleton<PipelineFactory>(factory);
        services.AddHttpClient();
        services.AddOptions<ArgillaExporterOptions>().Configure<IServiceProvider>((options, provider) =>
        {
            options.ApiKey = "k";
            options.HttpClientFactory = () => provider.GetRequiredService<IHttpClientFactory>().CreateClient("argilla");
        });
        services.AddLogging();
        services.AddOpenTelemetry().WithTracing(t => t.AddArgillaExporter()).WithLogging(l => l.AddArgillaExporter());
        using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<ILoggerFactory>().CreateLogger("x");
        provider.GetRequiredService<TracerProvider>();

        Assert.That(() => factory.Created.Single().HttpClientFactory!().Dispose(), Throws.Nothing);
    }

    private static void Log(ILogger logger, string name, string body) =>
        logger.Log(LogLevel.Information, new EventId(1, name), new KeyValuePair<string, object?>[] { new("event.name", name) }, null, (_, _) => body);

    private sealed class WarningListener : System.Diagnostics.Tracing.EventListener
    {
        public WarningListener() => EnableEvents(Exporter.Diagnostics.ArgillaEventSource.Log, System.Diagnostics.Tracing.EventLevel.Warning);

        public List<int> Ids { get; } = [];

        protected override void OnEventWritten(System.Diagnostics.Tracing.EventWrittenEventArgs eventData) => Ids.Add(eventData.EventId);
    }
}
