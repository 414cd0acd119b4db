using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Sidecar.Configuration;
using OTel.Argilla.Sidecar.Telemetry;
using OTel.Argilla.Sidecar.Tests.Commands;

namespace OTel.Argilla.Sidecar.Tests.Serve;

/// <summary>A sidecar that sends its own telemetry to itself: it makes none of that.</summary>
public sealed class NoLoopTests
{
    private readonly ConcurrentQueue<string> _ended = new();
    private readonly TaskCompletionSource _delivered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Test]
    public async Task Own_telemetry_that_comes_back_makes_no_more_of_itself()
    {
        await using var serving = await Serving.StartAsync(Sidecar.Serving.Sidecar.Open, ["--emulator"]);
        using var telemetry = OwnTelemetry.Start(
            CommandConfiguration.Load(Cli.Io(new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = serving.Otlp.ToString(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" }), null, []),
            NullLogger.Instance)!;
        using var listener = Listen();
        using var answer = await serving.Client.PostAsync(new Uri(serving.Otlp, "/v1/traces"), new StringContent(SignalTests.Traces, Encoding.UTF8, "application/json"));
        await _delivered.Task;

        telemetry.Flush();
        Assert.That(await SpansAsync(), Is.EqualTo(3), "the client's, and two of the sidecar's own");
        for (var i = 0; i < 10; i++)
        {
            telemetry.Flush();
        }

        var status = JsonNode.Parse(await serving.Client.GetStringAsync(new Uri(serving.Status, "/status.json")))!["values"]!;
        Assert.That(((int)status["spans"]!, (int)status["pending"]!, (int)status["outbox"]!), Is.EqualTo((3, 0, 0)));
        Assert.That(_ended, Is.EqualTo(new[] { "evaluate", "deliver" }));

        async Task<int> SpansAsync() => (int)JsonNode.Parse(await serving.Client.GetStringAsync(new Uri(serving.Status, "/status.json")))!["values"]!["spans"]!;
    }

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is SidecarActivities.SourceName or DeliveryActivities.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                _ended.Enqueue(activity.DisplayName);
                if (activity.DisplayName == "deliver")
                {
                    _delivered.TrySetResult();
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
