using System.Diagnostics;
using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Exporter.Tests.Captures;

namespace OTel.Argilla.Exporter.Tests.Dialects;

[TestFixture]
public sealed class SpanRelevanceTests
{
    [Test]
    public void An_attribute_or_a_name_makes_a_span_relevant() => Assert.Multiple(() =>
    {
        Assert.That(SpanRelevance.IsRelevant(new Activity("x").AddTag("gen_ai.operation.name", "chat")));
        Assert.That(SpanRelevance.IsRelevant(new Activity("x").AddTag("a", 1).AddTag("gen_ai.request.model", null)));
        Assert.That(SpanRelevance.IsRelevant(new Activity("orchestrate_tools")));
    });

    [Test]
    public void All_else_is_not() => Assert.Multiple(() =>
    {
        Assert.That(SpanRelevance.IsRelevant(new Activity("GET /").AddTag("http.request.method", "GET").AddTag("gen", 1).AddTag("", 1).AddTag("génial", 1)), Is.False);
        Assert.That(SpanRelevance.IsRelevant(new Activity("order")), Is.False);
    });

    [Test]
    public void Whatever_has_a_kind_in_a_recording_is_relevant()
    {
        DialectCatalog.DefineKeys();
        foreach (var name in CaptureArchive.Names)
        {
            var capture = CaptureArchive.Open(name);
            using var listener = CaptureReplayer.Listen(capture);
            foreach (var activity in CaptureReplayer.Replay(capture))
            {
                var view = new SpanView();
                view.Open(new ActivitySpan(activity));
                var kind = DialectCatalog.BuiltIn.KindOf(view);
                Assert.That(SpanRelevance.IsRelevant(activity) || kind == SpanKind.None, () => $"{name}: {activity.DisplayName}");
                Assert.That(kind == SpanKind.None || activity.Source.Name != "System.Net.Http", () => $"{name}: {activity.DisplayName}");
            }
        }
    }

    [Test]
    public void It_allocates_nothing()
    {
        var activity = new Activity("GET /").AddTag("http.request.method", "GET").AddTag("url.full", "http://localhost").AddTag("server.port", 80);
        SpanRelevance.IsRelevant(activity);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            SpanRelevance.IsRelevant(activity);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [TestCase("gen_ai.choice", true)]
    [TestCase("gen_ai.evaluation.result", true)]
    [TestCase("gen_ai.client.operation.exception", false)]
    [TestCase("LogInvokedSensitive", false)]
    [TestCase(null, false)]
    public void Log_records_matter_by_name(string? name, bool relevant) => Assert.That(SpanRelevance.IsRelevantEvent(name), Is.EqualTo(relevant));
}
