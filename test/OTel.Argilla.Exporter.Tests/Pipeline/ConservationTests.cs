using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry.Trace;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

[NonParallelizable]
public class ConservationTests
{
    [Test]
    public void EveryCandidateIsCountedOnce()
    {
        var rig = new Rig();
        using (var agent = GenAISpans.Agent(rig.Source))
        {
            GenAISpans.Chat(rig.Source).Stop();
        }

        GenAISpans.Chat(rig.Source, response: null).Stop();
        GenAISpans.Chat(rig.Source, prompt: null, response: null).Stop();
        rig.Provider.ForceFlush(Waits.Long);
        rig.Provider.ForceFlush(Waits.Long);
        rig.Stop();

        Assert.That(rig.Factory.Spans("exported") + rig.Factory.Spans("skipped") + rig.Factory.Spans("dropped"), Is.EqualTo(4));
        Assert.That(rig.Factory.Spans("exported"), Is.EqualTo(1));
        rig.Dispose();
    }

    [Test]
    public void WhatTheQueueHasNoRoomForIsCounted()
    {
        var rig = new Rig(options =>
        {
            options.BatchExportProcessorOptions.MaxQueueSize = 4;
            options.BatchExportProcessorOptions.MaxExportBatchSize = 4;
        });
        for (var i = 0; i < 200; i++)
        {
            GenAISpans.Chat(rig.Source).Stop();
        }

        rig.Stop();
        Assert.That(rig.Factory.Spans("exported") + rig.Factory.Spans("dropped"), Is.EqualTo(200));
        rig.Dispose();
    }

    [Test]
    public void TheTimerAloneCompletesATraceAndALateSpanSendsOnlyWhatIsNew()
    {
        var time = new FakeTimeProvider();
        using var factory = new FakeFactory { Time = time };
        using var rig = new Rig(options => options.ExportProcessorType = OpenTelemetry.ExportProcessorType.Simple, factory);
        var agent = GenAISpans.Agent(rig.Source);
        var late = GenAISpans.Chat(rig.Source);
        agent.Stop();
        Pass(time);
        Assert.That(rig.Delivery.Ids, Is.EqualTo(new[] { $"{agent.TraceId}-{agent.SpanId}" }));

        late.Stop();
        Pass(time);

        Assert.That(rig.Delivery.Ids.Distinct().Count(), Is.EqualTo(1));
        Assert.That(rig.Factory.Spans("exported"), Is.EqualTo(1));
        Assert.That(rig.Factory.Counts["spans:skipped:nested"], Is.EqualTo(1));
    }

    // In steps: a fake timer that is armed anew within one step fires in the next.
    private static void Pass(FakeTimeProvider time)
    {
        for (var i = 0; i < 6; i++)
        {
            time.Advance(TimeSpan.FromSeconds(0.5));
        }
    }

    [Test]
    public void AnUnchangedRecordIsNotSentAgain()
    {
        using var rig = new Rig();
        var agent = GenAISpans.Agent(rig.Source);
        var context = agent.Context;
        agent.Stop();
        rig.Provider.ForceFlush(Waits.Long);
        using (var tool = rig.Source.StartActivity("execute_tool search", ActivityKind.Internal, context)!)
        {
            tool.SetTag("gen_ai.operation.name", "not a candidate");
        }

        rig.Provider.ForceFlush(Waits.Long);
        Assert.That(rig.Delivery.Records, Has.Count.EqualTo(1));
    }

    [Test]
    public void AHookThatThrowsOrDropsCostsItsRecordOnly()
    {
        using var rig = new Rig(options => options.RecordHook = record =>
            record.Prompt.Contains("throw", StringComparison.Ordinal) ? throw new InvalidOperationException(record.Prompt)
            : record.Prompt.Contains("drop", StringComparison.Ordinal) ? null : record);
        GenAISpans.Chat(rig.Source, "throw").Stop();
        GenAISpans.Chat(rig.Source, "drop").Stop();
        GenAISpans.Chat(rig.Source, "keep").Stop();
        rig.Provider.ForceFlush(Waits.Long);

        Assert.That(rig.Delivery.Records.Single(), Does.Contain("keep"));
        Assert.That((rig.Factory.Counts["records:rejected:hook"], rig.Factory.Counts["records:rejected:hook_failed"]), Is.EqualTo((1, 1)));
    }

    [Test]
    public void SamplingIsByTraceAndKeepsItsShare()
    {
        using var factory = new FakeFactory();
        using var pipeline = factory.Create(new ArgillaExporterOptions { ApiKey = "k", SamplingRatio = 0.25 }, observesIntake: true);
        var kept = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var id = Exporter.Spans.TraceId.From(ActivityTraceId.CreateRandom());
            kept += pipeline.Gate.IsSampled(id) ? 1 : 0;
        }

        Assert.That(kept, Is.InRange(2200, 2800));
    }

    [Test]
    public void ASpanThatIsNotGenAIAllocatesNothing()
    {
        using var factory = new FakeFactory();
        using var pipeline = factory.Create(new ArgillaExporterOptions { ApiKey = "k" }, observesIntake: true);
        using var activity = new Activity("GET /") { ActivityTraceFlags = ActivityTraceFlags.Recorded };
        activity.SetTag("http.request.method", "GET").SetTag("url.path", "/").Start().Stop();
        pipeline.Gate.Accepts(activity);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            pipeline.Gate.Accepts(activity);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
