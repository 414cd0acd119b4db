using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>Facts 7 and 8: an export processor sees no starts, so what runs above a span is found by walking up its parents, recorded or not.</summary>
[NonParallelizable]
public class AncestryTests
{
    [Test]
    public void Fact7_ARootThatRunsIsWaitedForThoughNobodySawItStart()
    {
        var time = new FakeTimeProvider();
        using var factory = new FakeFactory { Time = time };
        using var rig = new Rig(Simple, factory);
        var agent = GenAISpans.Agent(rig.Source);
        GenAISpans.Chat(rig.Source, "inner", "step").Stop();
        Pass(time, TimeSpan.FromMinutes(30));
        Assert.That(rig.Delivery.Ids, Is.Empty, "the agent runs");

        agent.Stop();
        Pass(time, TimeSpan.FromSeconds(3));

        Assert.That(rig.Delivery.Ids, Is.EqualTo(new[] { $"{agent.TraceId}-{agent.SpanId}" }));
        Assert.That(rig.Factory.Counts["spans:skipped:nested"], Is.EqualTo(1));
    }

    [Test]
    public void Fact7_AParentThatIsNotGenAIAndStillRunsHoldsItsTraceForTheIdleTimeoutOnly()
    {
        var time = new FakeTimeProvider();
        using var factory = new FakeFactory { Time = time };
        using var rig = new Rig(Simple, factory);
        using var server = rig.Source.StartActivity("GET /")!;
        GenAISpans.Chat(rig.Source).Stop();
        Pass(time, TimeSpan.FromSeconds(100));
        Assert.That(rig.Delivery.Ids, Is.Empty);

        Pass(time, TimeSpan.FromSeconds(25));
        Assert.That(rig.Delivery.Ids, Has.Count.EqualTo(1));
    }

    [Test]
    public void Fact8_AParentHandedOnAsAContextHasNoObjectAndIsWaitedForByItsId()
    {
        var time = new FakeTimeProvider();
        using var factory = new FakeFactory { Time = time };
        using var rig = new Rig(Simple, factory);
        var agent = GenAISpans.Agent(rig.Source);
        Activity.Current = null;
        var chat = GenAISpans.Chat(rig.Source, "inner", "step", agent.Context);
        chat.Stop();
        Assert.That(chat.Parent, Is.Null);
        Pass(time, TimeSpan.FromSeconds(30));
        Assert.That(rig.Delivery.Ids, Is.Empty);

        agent.Stop();
        Pass(time, TimeSpan.FromSeconds(3));

        Assert.That(rig.Delivery.Ids, Is.EqualTo(new[] { $"{agent.TraceId}-{agent.SpanId}" }));
    }

    [Test]
    public void Fact8_AParentKnownByItsIdThatNeverComesCostsTheIdleTimeoutOnly()
    {
        var time = new FakeTimeProvider();
        using var factory = new FakeFactory { Time = time };
        using var rig = new Rig(Simple, factory);
        GenAISpans.Chat(rig.Source, parent: new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded)).Stop();
        Pass(time, TimeSpan.FromSeconds(125));

        Assert.That(rig.Delivery.Ids, Has.Count.EqualTo(1));
    }

    [Test]
    public void Fact8_AnUnrecordedParentInTheProcessIsLookedThrough()
    {
        using var rig = new Rig(Simple);
        using var unrecorded = new Activity("Microsoft.AspNetCore.Hosting.HttpRequestIn").Start();
        unrecorded.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        var first = GenAISpans.Chat(rig.Source, "one");
        first.Stop();
        var second = GenAISpans.Chat(rig.Source, "two");
        second.Stop();

        Assert.That(first.Parent, Is.SameAs(unrecorded), "an object, though no exporter will ever see it");
        rig.Provider.ForceFlush(Waits.Long);
        unrecorded.Stop();
        rig.Provider.ForceFlush(Waits.Long);

        Assert.That(rig.Delivery.Ids, Is.EquivalentTo(new[] { $"{first.TraceId}-{first.SpanId}", $"{second.TraceId}-{second.SpanId}" }));
    }

    [Test]
    public void Fact8_TheAgentIsFoundThroughAnUnrecordedSpanBetween()
    {
        using var rig = new Rig(Simple);
        var agent = GenAISpans.Agent(rig.Source);
        var between = new Activity("worker").Start();
        between.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        var chat = GenAISpans.Chat(rig.Source, "inner", "step");
        Assert.That(chat.ParentSpanId, Is.Not.EqualTo(agent.SpanId));
        chat.Stop();
        between.Stop();
        agent.Stop();

        rig.Provider.ForceFlush(Waits.Long);

        Assert.That(rig.Delivery.Ids, Is.EqualTo(new[] { $"{agent.TraceId}-{agent.SpanId}" }));
    }

    [Test]
    public void Fact8_AParentThatTheSamplerLeftOutIsNoRecordAndNoObstacle()
    {
        using var rig = new Rig(Simple, build: static builder => builder.SetSampler(new ByName()));
        using (var agent = rig.Source.StartActivity("left out"))
        {
            Assert.That(agent?.Recorded, Is.Not.True);
            GenAISpans.Chat(rig.Source).Stop();
        }

        rig.Provider.ForceFlush(Waits.Long);
        Assert.That(rig.Delivery.Records, Has.Count.EqualTo(1));
    }

    [Test]
    public void Fact8_ARemoteParentEndsTheWalk()
    {
        using var rig = new Rig(Simple);
        var remote = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);
        var chat = GenAISpans.Chat(rig.Source, parent: remote);
        Assert.That((chat.Parent, chat.HasRemoteParent), Is.EqualTo((default(Activity), true)));
        chat.Stop();

        rig.Provider.ForceFlush(Waits.Long);
        Assert.That(rig.Delivery.Ids, Is.EqualTo(new[] { $"{remote.TraceId}-{chat.SpanId}" }));
    }

    private static void Simple(ArgillaExporterOptions options) => options.ExportProcessorType = ExportProcessorType.Simple;

    // In steps: a fake timer that is armed anew within one step fires in the next.
    private static void Pass(FakeTimeProvider time, TimeSpan span)
    {
        var step = span.TotalSeconds > 60 ? TimeSpan.FromSeconds(5) : TimeSpan.FromSeconds(0.5);
        for (var passed = TimeSpan.Zero; passed < span; passed += step)
        {
            time.Advance(step);
        }
    }

    private sealed class ByName : Sampler
    {
        public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
            new(samplingParameters.Name == "left out" ? SamplingDecision.Drop : SamplingDecision.RecordAndSample);
    }
}
