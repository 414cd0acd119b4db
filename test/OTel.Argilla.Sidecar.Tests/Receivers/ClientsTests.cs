using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Tests.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>The OTLP exporter of .NET against a running receiver.</summary>
public sealed class ClientsTests
{
    private TestReceiver _receiver = null!;

    [SetUp]
    public async Task Start() => _receiver = await TestReceiver.StartAsync(static options => options.Authentication.BearerTokens.Add("0123456789abcdef"));

    [TearDown]
    public async Task Stop() => await _receiver.DisposeAsync();

    [TestCase(OtlpExportProtocol.Grpc)]
    [TestCase(OtlpExportProtocol.HttpProtobuf)]
    public void Spans_of_the_dotnet_exporter_arrive(OtlpExportProtocol protocol)
    {
        using var source = new ActivitySource("receivers.test." + protocol);
        using (var provider = Sdk.CreateTracerProviderBuilder().AddSource(source.Name).AddOtlpExporter(options =>
        {
            Configure(options, protocol, "/v1/traces");
            options.BatchExportProcessorOptions.MaxQueueSize = 4096;
        }).Build())
        {
            for (var i = 0; i < 3000; i++)
            {
                using var activity = source.StartActivity("chat gpt-4o-mini", ActivityKind.Client);
                activity!.SetTag("gen_ai.operation.name", "chat");
                activity.SetTag("gen_ai.response.id", $"answer {i}");
            }

            Assert.That(provider.ForceFlush(), "the exporter says that all was taken");
        }

        var batch = Decode(OtlpSignal.Traces);
        Assert.That(batch.Spans.Select(static span => span.ResponseId).Order(), Is.EqualTo(Enumerable.Range(0, 3000).Select(static i => $"answer {i}").Order()));
    }

    [TestCase(OtlpExportProtocol.Grpc)]
    [TestCase(OtlpExportProtocol.HttpProtobuf)]
    public void Log_records_of_the_dotnet_exporter_arrive(OtlpExportProtocol protocol)
    {
        using (var loggers = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options => options.AddOtlpExporter((exporter, _) => Configure(exporter, protocol, "/v1/logs")))))
        {
            loggers.CreateLogger("app").Log(LogLevel.Information, "something else");
        }

        Assert.That(Decode(OtlpSignal.Logs).OtherLogs, Is.EqualTo(1));
    }

    [TestCase(OtlpExportProtocol.Grpc)]
    [TestCase(OtlpExportProtocol.HttpProtobuf)]
    public void Metrics_of_the_dotnet_exporter_do_no_harm(OtlpExportProtocol protocol)
    {
        using var meter = new System.Diagnostics.Metrics.Meter("receivers.test.meter." + protocol);
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).AddOtlpExporter(options => Configure(options, protocol, "/v1/metrics")).Build();
        meter.CreateCounter<long>("requests").Add(1);

        Assert.That(provider.ForceFlush(), "the exporter says that all was taken");
        Assert.That(_receiver.Ingest.Requests, Is.Empty);
    }

    private void Configure(OtlpExporterOptions options, OtlpExportProtocol protocol, string path)
    {
        options.Protocol = protocol;
        options.Headers = "Authorization=Bearer 0123456789abcdef";
        options.Endpoint = protocol == OtlpExportProtocol.Grpc ? _receiver.Grpc : new Uri(_receiver.Http, path);
    }

    private OtlpBatch Decode(OtlpSignal expected)
    {
        var batch = new OtlpBatch();
        Assert.That(_receiver.Ingest.Requests, Is.Not.Empty);
        foreach (var (signal, format, body) in _receiver.Ingest.Requests)
        {
            Assert.That((signal, format), Is.EqualTo((expected, OtlpFormat.Protobuf)));
            OtlpDecoder.Decode(body, format, signal, batch);
        }

        return batch;
    }
}
