using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using OTel.Argilla.Sidecar.Configuration;
using OTel.Argilla.Sidecar.Receivers.Forwarding;
using OTel.Argilla.Sidecar.Telemetry;
using OTel.Argilla.Sidecar.Tests.Commands;
using OTel.Argilla.Sidecar.Tests.Receivers;

namespace OTel.Argilla.Sidecar.Tests.Serve;

/// <summary>The sidecar's metrics and traces of itself, by OTLP.</summary>
public sealed class OwnTelemetryTests
{
    [TestCase]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1", "OTEL_SDK_DISABLED", "true")]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1", "OTEL_TRACES_EXPORTER", "none", "OTEL_METRICS_EXPORTER", "none")]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT", "")]
    public void It_is_off_unless_there_is_an_endpoint(params string[] variables) => Assert.That(Start(variables), Is.Null);

    [Test]
    public async Task Metrics_and_traces_go_to_the_endpoint_with_a_name()
    {
        await using var next = await NextReceiver.StartAsync(ForwardProtocol.Http);
        using var metrics = new SidecarMetrics(TimeProvider.System);
        using var telemetry = Start("OTEL_EXPORTER_OTLP_ENDPOINT", next.Url.ToString(), "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", "OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=staging");
        await using var serving = await Serving.StartAsync(static (options, _, _, _) => new FakeSidecar(options));
        await serving.Client.GetStringAsync(new Uri(serving.Status, "/healthz"));
        metrics.Committed(TimeSpan.FromMilliseconds(3));
        SidecarActivities.Evaluated(DateTimeOffset.UnixEpoch, 3);
        telemetry!.Flush();

        var (traces, measured) = (await next.TakeAsync(), await next.TakeAsync());
        Assert.That((traces.Path, measured.Path), Is.EqualTo(("/v1/traces", "/v1/metrics")));
        Assert.That(Encoding.Latin1.GetString(traces.Body), Does.Contain("evaluate").And.Contain("otel-argilla").And.Contain("service.version").And.Contain("service.instance.id").And.Contain("staging"));
        Assert.That(Encoding.Latin1.GetString(measured.Body), Does.Contain("argilla.sidecar.journal.commit.duration").And.Contain("kestrel.active_connections").And.Contain("otel-argilla"));
    }

    [Test]
    public async Task The_name_is_the_users()
    {
        await using var next = await NextReceiver.StartAsync(ForwardProtocol.Http);
        using var telemetry = Start("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", next.Url + "own", "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", "OTEL_SERVICE_NAME", "mine");
        SidecarActivities.Evaluated(DateTimeOffset.UnixEpoch, 3);
        telemetry!.Flush();

        var traces = await next.TakeAsync();
        Assert.That(traces.Path, Is.EqualTo("/own"));
        Assert.That(Encoding.Latin1.GetString(traces.Body), Does.Contain("mine").And.Not.Contain("otel-argilla"));
    }

    private static OwnTelemetry? Start(params string[] variables) => OwnTelemetry.Start(
        CommandConfiguration.Load(Cli.Io(variables.Chunk(2).ToDictionary(static pair => pair[0], static pair => (string?)pair[1])), null, []), NullLogger.Instance);
}
