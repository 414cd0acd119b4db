using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OTel.Argilla.Exporter.Registration;

namespace OTel.Argilla.Exporter.Tests.Registration;

public class OptionsTests
{
    [Test]
    public void CodeGoesBeforeSectionBeforeEnvironmentBeforeDefault()
    {
        Assert.That(Get([]).Dataset, Is.EqualTo("llm-traces"));
        Assert.That(Get([("ARGILLA_DATASET", "env")]).Dataset, Is.EqualTo("env"));
        Assert.That(Get([("ARGILLA_DATASET", "env"), ("Argilla:Dataset", "section")]).Dataset, Is.EqualTo("section"));
        Assert.That(Get([("ARGILLA_DATASET", "env"), ("Argilla:Dataset", "section")], o => o.Dataset = "code").Dataset, Is.EqualTo("code"));
    }

    [Test]
    public void ANamedSectionGoesBeforeTheCommonOne()
    {
        (string, string)[] settings = [("Argilla:Dataset", "common"), ("Argilla:Workspace", "w"), ("Argilla:eu:Dataset", "named")];
        var options = Get(settings, name: "eu");
        Assert.That((options.Dataset, options.Workspace), Is.EqualTo(("named", "w")));
        Assert.That(Get(settings).Dataset, Is.EqualTo("common"));
    }

    [Test]
    public void EverySimplePropertyAndMapIsReadFromTheSection()
    {
        var options = Get(
        [
            ("Argilla:ApiUrl", "https://argilla.example/base"), ("Argilla:CreateDataset", "false"), ("Argilla:SamplingRatio", "0.25"),
            ("Argilla:TraceIdleTimeout", "00:00:30"), ("Argilla:MaxPendingBytes", "5000"), ("Argilla:ExportProcessorType", "simple"),
            ("Argilla:Headers:Authorization", "Bearer x"), ("Argilla:FieldMapping:prompt", "question"), ("Argilla:MetadataMapping:model", "llm"),
            ("Argilla:EvaluationMapping:quality", "rating"), ("OTEL_BSP_MAX_QUEUE_SIZE", "ignored here"),
        ]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(options.ApiUrl, Is.EqualTo(new Uri("https://argilla.example/base")));
            Assert.That(options.CreateDataset, Is.False);
            Assert.That(options.SamplingRatio, Is.EqualTo(0.25));
            Assert.That(options.TraceIdleTimeout, Is.EqualTo(TimeSpan.FromSeconds(30)));
            Assert.That(options.MaxPendingBytes, Is.EqualTo(5000));
            Assert.That(options.ExportProcessorType, Is.EqualTo(OpenTelemetry.ExportProcessorType.Simple));
            Assert.That(options.Headers["Authorization"], Is.EqualTo("Bearer x"));
            Assert.That(options.FieldMapping["prompt"], Is.EqualTo("question"));
            Assert.That(options.MetadataMapping["model"], Is.EqualTo("llm"));
            Assert.That(options.EvaluationMapping["quality"], Is.EqualTo("rating"));
        }
    }

    [Test]
    public void AKeyThatNoHeaderHoldsIsAnErrorThatDoesNotTellIt() => Assert.That(
        ArgillaOptionsValidator.FindProblems(new ArgillaExporterOptions { ApiKey = "k\u00e9y" }), Has.One.Contains("beyond ASCII").And.None.Contains("k\u00e9y"));

    [TestCase("Headers:X-A", "\u00e9", "X-A")]
    [TestCase("Dataset", "a\0b", "at most 200 characters")]
    public void WhatCannotBeSentIsAnErrorAtStartUp(string setting, string value, string said) =>
        Assert.That(() => Get([("Argilla:" + setting, value)]), Throws.TypeOf<OptionsValidationException>().With.Message.Contains(said));

    [TestCase("response")]
    [TestCase("text", "text")]
    public void TwoTextsInOneFieldAreAnErrorAtStartUp(string prompt, string response = "response")
    {
        var options = new ArgillaExporterOptions { ApiKey = "k" };
        (options.FieldMapping["prompt"], options.FieldMapping["response"]) = (prompt, response);

        Assert.That(ArgillaOptionsValidator.FindProblems(options), Has.One.Contains("FieldMapping sends two"));
        (options.FieldMapping["prompt"], options.FieldMapping["response"]) = ("response", "prompt");
        Assert.That(ArgillaOptionsValidator.FindProblems(options), Is.Empty);
    }

    [TestCase(200, true)]
    [TestCase(201, false)]
    public void ADatasetHasANameThatArgillaTakes(int length, bool isTaken)
    {
        // Argilla counts characters, not halves of them.
        var name = string.Concat(Enumerable.Repeat("\ud83d\ude00", length));
        Assert.That(() => Get([("Argilla:Dataset", name)]), isTaken ? Throws.Nothing : Throws.TypeOf<OptionsValidationException>().With.Message.Contains("at most 200 characters"));
    }

    [TestCase("TimeoutMilliseconds", "soon", "whole number")]
    [TestCase("CreateDataset", "perhaps", "true or false")]
    [TestCase("SamplingRatio", "half", "number")]
    [TestCase("TraceMaxAge", "an hour", "time span")]
    [TestCase("ExportProcessorType", "7", "Simple or Batch")]
    public void AnUnreadableValueIsAnErrorThatNamesSettingAndFix(string setting, string value, string fix) =>
        Assert.That(() => Get([("Argilla:" + setting, value)]), Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Argilla:" + setting).And.Message.Contains(fix));

    [Test]
    public void InvalidOptionsSaySettingAndFixButNoSecret()
    {
        (Action<ArgillaExporterOptions> Break, string Says)[] cases =
        [
            (o => o.ApiKey = null, "ARGILLA_API_KEY"),
            (o => o.ApiKey = "se\ncret", "ApiKey"),
            (o => o.ApiUrl = new Uri("ftp://host"), "ApiUrl"),
            (o => o.ApiUrl = new Uri("relative", UriKind.Relative), "ApiUrl"),
            (o => o.ApiUrl = new Uri("http://user:secret@host:1"), "http://host:1"),
            (o => o.Dataset = " ", "Dataset"),
            (o => o.SamplingRatio = double.NaN, "SamplingRatio"),
            (o => o.TimeoutMilliseconds = 0, "TimeoutMilliseconds"),
            (o => o.MaxRecordsPerRequest = 501, "from 1 to 500"),
            (o => o.MaxConcurrentRequests = 17, "from 1 to 16"),
            (o => o.MaxPendingSpans = 0, "MaxPendingSpans"),
            (o => o.MaxStorageAge = TimeSpan.Zero, "MaxStorageAge"),
            (o => o.TraceMaxAge = TimeSpan.FromSeconds(5), "TraceMaxAge"),
            (o => o.BatchExportProcessorOptions.MaxQueueSize = 100, "OTEL_BSP_MAX_EXPORT_BATCH_SIZE"),
            (o => o.StorageDirectory = Path.Combine(typeof(OptionsTests).Assembly.Location, "x"), "StorageDirectory"),
            (o => o.Headers["a b"] = "secret", "Headers"),
            (o => o.Headers["a"] = "sec\nret", "Headers"),
            (o => o.ApiKey = "  ", "ApiKey is missing"),
            (o => o.MaxPendingBytes = 0, "MaxPendingBytes is 0: it must be at least 1."),
            (o => o.MaxQueuedRecords = 0, "MaxQueuedRecords is 0: it must be at least 1."),
            (o => o.MaxQueuedBytes = -1, "MaxQueuedBytes is -1: it must be at least 1."),
            (o => o.MaxRecordsPerRequest = 0, "MaxRecordsPerRequest is 0: it must be from 1 to 500."),
            (o => o.MaxRequestBytes = 1023, "MaxRequestBytes is 1023: it must be at least 1024."),
            (o => o.MaxConcurrentRequests = 0, "from 1 to 16"),
            (o => o.MaxStorageBytes = 0, "MaxStorageBytes is 0: it must be at least 1."),
            (o => o.MaxStorageAge = TimeSpan.FromDays(25), "at most 24 days"),
            (o => o.TraceGracePeriod = TimeSpan.FromSeconds(-1), "TraceGracePeriod is -00:00:01: it must be zero or positive"),
            (o => o.TraceIdleTimeout = TimeSpan.FromMilliseconds(1), "TraceGracePeriod, TraceIdleTimeout and TraceMaxAge must grow in this order"),
            (o => o.TraceMaxAge = TimeSpan.FromDays(30), "TraceMaxAge is 30.00:00:00: it must be positive, and at most 24 days."),
            (o => o.SamplingRatio = -0.1, "SamplingRatio must be from 0"),
            (o => o.ExportProcessorType = (OpenTelemetry.ExportProcessorType)7, "ExportProcessorType is 7: it must be Batch or Simple."),
            (o => o.FieldMapping["promt"] = "question", "FieldMapping has 'promt'"),
            (o => o.BatchExportProcessorOptions = null!, "BatchExportProcessorOptions is null"),
            (o => o.BatchExportProcessorOptions.MaxExportBatchSize = 0, "OTEL_BSP_MAX_EXPORT_BATCH_SIZE (MaxExportBatchSize) is 0"),
            (o => o.BatchExportProcessorOptions.ScheduledDelayMilliseconds = 0, "OTEL_BSP_SCHEDULE_DELAY (ScheduledDelayMilliseconds) is 0"),
            (o => o.BatchExportProcessorOptions.ExporterTimeoutMilliseconds = -1, "OTEL_BSP_EXPORT_TIMEOUT (ExporterTimeoutMilliseconds) is -1"),
        ];

        using (Assert.EnterMultipleScope())
        {
            foreach (var (breakIt, says) in cases)
            {
                var options = new ArgillaExporterOptions { ApiKey = "secret" };
                breakIt(options);
                var problems = ArgillaOptionsValidator.FindProblems(options);
                Assert.That(problems, Has.Count.EqualTo(1), says);
                Assert.That(problems[0], Does.Contain(says).And.Not.Contain("secret"));
            }

            Assert.That(ArgillaOptionsValidator.FindProblems(new ArgillaExporterOptions { ApiKey = "k" }), Is.Empty);
        }
    }

    [Test]
    public void TheExporterByItselfReadsTheEnvironmentAndRefusesWhatIsMissing()
    {
        var options = new ArgillaExporterOptions { Workspace = "code" };
        ArgillaOptionsSetup.ApplyEnvironment(options, name => name + "-value");
        Assert.That((options.ApiKey, options.Workspace, options.Dataset), Is.EqualTo(("ARGILLA_API_KEY-value", "code", "ARGILLA_DATASET-value")));
        Assert.That(() => new ArgillaExporter(new ArgillaExporterOptions { ApiKey = "k", SamplingRatio = 2 }), Throws.ArgumentException.With.Message.Contains("SamplingRatio"));
    }

    private static ArgillaExporterOptions Get((string Key, string Value)[] settings, Action<ArgillaExporterOptions>? configure = null, string name = "")
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([new("Argilla:ApiKey", "k"), .. settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value))])
            .Build());
        ArgillaServices.TryAdd(services, name, "traces", configure);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptionsMonitor<ArgillaExporterOptions>>().Get(name);
    }
}
