using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;
using OTel.Argilla.Exporter.Registration;
using OTel.Argilla.Exporter.Tests.Pipeline;

namespace OTel.Argilla.Exporter.Tests.Registration;

/// <summary>What a logger provider offers: the content of log records reaches the spans of the pipeline with the same name.</summary>
[NonParallelizable]
public class LoggingFaceTests
{
    private static readonly TestCaseData[] Overloads =
    [
        new TestCaseData(null, (Func<LoggerProviderBuilder, LoggerProviderBuilder>)(static b => b.AddArgillaExporter()), "section") { TestName = "Overload_without_arguments" },
        new TestCaseData(null, (Func<LoggerProviderBuilder, LoggerProviderBuilder>)(static b => b.AddArgillaExporter(o => o.Dataset = "code")), "code") { TestName = "Overload_with_configure" },
        new TestCaseData("eu", (Func<LoggerProviderBuilder, LoggerProviderBuilder>)(static b => b.AddArgillaExporter("eu", null)), "named") { TestName = "Overload_with_name" },
        new TestCaseData("eu", (Func<LoggerProviderBuilder, LoggerProviderBuilder>)(static b => b.AddArgillaExporter("eu", o => o.Dataset = "code")), "code") { TestName = "Overload_with_name_and_configure" },
    ];

    [TestCaseSource(nameof(Overloads))]
    public void EachOverloadFeedsThePipelineOfItsName(string? name, Func<LoggerProviderBuilder, LoggerProviderBuilder> add, string dataset)
    {
        using var factory = new FakeFactory();
        Run(factory, name, logging => Assert.That(add(logging), Is.SameAs(logging)));

        Assert.That(factory.Created.Select(static options => options.Dataset), Is.EqualTo(new[] { dataset }), "one pipeline for both signals");
        Assert.That(factory.Delivery.Records.Single(), Does.Contain("Why log?").And.Contain("In a log."));
    }

    [Test]
    public void LogsOfAnotherNameFeedAnotherPipeline()
    {
        using var factory = new FakeFactory();
        Run(factory, "eu", static logging => logging.AddArgillaExporter("us", null));

        Assert.That(factory.Created, Has.Count.EqualTo(2));
        Assert.That(factory.Delivery.Records, Is.Empty);
        Assert.That(factory.Counts["spans:skipped:no_content"], Is.EqualTo(1));
    }

    [Test]
    public void ABuilderIsNeeded() =>
        Assert.That(() => ((LoggerProviderBuilder)null!).AddArgillaExporter(), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("builder"));

    private static void Run(FakeFactory factory, string? name, Action<LoggerProviderBuilder> addLogs)
    {
        using var source = new ActivitySource("face" + Guid.NewGuid());
        var services = new ServiceCollection();
        services.AddSingleton<PipelineFactory>(factory);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("ARGILLA_API_KEY", "k"), new("Argilla:Dataset", "section"), new("Argilla:eu:Dataset", "named"),
        ]).Build());
        services.AddLogging();
        services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(source.Name).AddArgillaExporter(name, null))
            .WithLogging(addLogs);
        using var provider = services.BuildServiceProvider();
        var tracer = provider.GetRequiredService<TracerProvider>();
        var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.Extensions.AI");

        using (GenAISpans.Chat(source, prompt: null, response: null))
        {
            Log("gen_ai.user.message", """{"content":"Why log?"}""");
            Log("gen_ai.choice", """{"index":0,"finish_reason":"stop","message":{"content":"In a log."}}""");
        }

        tracer.ForceFlush(Waits.Long);

        void Log(string eventName, string body) => logger.Log(
            LogLevel.Information, new EventId(1, eventName), new KeyValuePair<string, object?>[] { new("event.name", eventName) }, null, (_, _) => body);
    }
}
