using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using OTel.Argilla.Emulator;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>What the exporter does for itself is no telemetry of the app.</summary>
[NonParallelizable]
public class QuietExporterTests
{
    private const string HttpClientSource = "System.Net.Http";

    [Test]
    public async Task ItsOwnRequestsAreNotExportedAsSpans()
    {
        using var spans = new Spans();
        await using var rig = await EmulatorRig.StartAsync(build: builder => builder.AddSource(HttpClientSource).AddProcessor(new SimpleActivityExportProcessor(spans)));
        rig.Chat();
        Assert.That(rig.Flush(), Is.True);
        await AskAsync(rig.Server);
        rig.Stop();

        Assert.That(rig.Server.Requests, Has.Count.GreaterThan(10), "provisioning and records");
        Assert.That(spans.Names, Is.EquivalentTo(new[] { "chat gpt", "GET" }), "the app's own request is traced");
    }

#if !NETSTANDARD_LIBRARY
    [Test]
    public async Task ItsOwnRequestsAreNoActivitiesEvenForAListenerWithoutSuppression()
    {
        var seen = new ConcurrentQueue<Uri>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == HttpClientSource,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => seen.Enqueue(new Uri((string)activity.GetTagItem("url.full")!)),
        };
        ActivitySource.AddActivityListener(listener);
        await using var rig = await EmulatorRig.StartAsync();
        rig.Chat();
        Assert.That(rig.Flush(), Is.True);
        await AskAsync(rig.Server);

        Assert.That(seen.Where(uri => uri.Port == rig.Server.Url.Port).Select(static uri => uri.AbsolutePath), Is.EqualTo(new[] { "/api/v1/version" }));
        Assert.That(rig.BulkRequests.Single().Headers.Keys, Has.None.EqualTo("traceparent").IgnoreCase);
    }
#endif

    // A request of the app's own, with a fresh client.
    private static async Task AskAsync(ArgillaEmulator server)
    {
        Activity.Current = null;
        using var http = new HttpClient();
        await http.GetStringAsync(new Uri(server.Url, "/api/v1/version"));
    }

    private sealed class Spans : BaseExporter<Activity>
    {
        public ConcurrentQueue<string> Names { get; } = [];

        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var activity in batch)
            {
                Names.Enqueue(activity.DisplayName);
            }

            return ExportResult.Success;
        }
    }
}
