using System.Text.Json;
using OpenTelemetry;
using OpenTelemetry.Trace;
using OTel.Argilla.Exporter.Tests.Pipeline;

namespace OTel.Argilla.Exporter.Tests.Captures;

/// <summary>
/// The same recordings through the registration that an app uses: provider, processor, queue, assembly, record. What reaches delivery is the truth,
/// and every candidate is counted once.
/// </summary>
[TestFixture]
public sealed class CaptureRegistrationTests
{
    private static IReadOnlyList<string> Names => CaptureArchive.Names;

    [TestCaseSource(nameof(Names))]
    public void Gives_the_records_of_the_truth(string name)
    {
        var (scenario, mode) = CaptureEvaluationTests.Split(name);
        var capture = CaptureArchive.Open(name);
        var sources = capture.Spans.Select(static s => s.Source).Distinct().ToArray();
        // The simple processor: the SDK's batch processor may take a second to notice that its queue is empty, 297 times.
        using var rig = new Rig(options => options.ExportProcessorType = ExportProcessorType.Simple, build: builder => builder.AddSource(sources));

        CaptureReplayer.Replay(capture);

        Assert.That(rig.Provider.ForceFlush(Waits.Long), Is.True);
        rig.Stop();
        Assert.That(rig.Delivery.Records.Select(Read), Is.EquivalentTo(CaptureEvaluationTests.Expected(scenario, mode)));
        Assert.That(rig.Delivery.Ids, Is.Unique);
        Assert.That(rig.Factory.Spans("dropped"), Is.Zero);
    }

    private static (string Prompt, string Response) Read(string record)
    {
        using var json = JsonDocument.Parse(record);
        var fields = json.RootElement.GetProperty("fields");
        return (CaptureEvaluationTests.Canonical(fields.GetProperty("prompt").GetString()!), CaptureEvaluationTests.Canonical(fields.GetProperty("response").GetString()!));
    }
}
