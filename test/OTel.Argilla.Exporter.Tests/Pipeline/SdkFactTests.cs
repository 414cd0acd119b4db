using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Pipeline;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>
/// The measured facts about the SDK that decided the design, one regression test each; those that need a server that hangs are in
/// <see cref="HungServerTests"/>, those about ancestors in <see cref="AncestryTests"/>.
/// </summary>
[NonParallelizable]
public class SdkFactTests
{
    [TestCase(typeof(InvalidOperationException))]
    [TestCase(typeof(OutOfMemoryException))]
    [TestCase(typeof(NullReferenceException))]
    [TestCase(typeof(OperationCanceledException))]
    public void Fact1_ExportNeverThrows_WhateverFails(Type failure)
    {
        var exception = (Exception)Activator.CreateInstance(failure)!;
        using var factory = new FakeFactory { Evaluator = new ThrowingEvaluator(exception) };
        factory.Delivery.Failure = exception;
        using var rig = new Rig(factory: factory);

        GenAISpans.Chat(rig.Source).Stop();

        Assert.That(() => rig.Provider.ForceFlush(Waits.Long), Throws.Nothing);
        Assert.That(rig.Stop, Throws.Nothing);
        Assert.That(factory.Counts["spans:dropped:failed"], Is.EqualTo(1));
    }

    [Test]
    public void Fact1_AFilterThatThrowsKeepsTheSpanOutAndTheAppRunning()
    {
        using var rig = new Rig(options => options.Filter = _ => throw new InvalidOperationException());

        Assert.That(() => GenAISpans.Chat(rig.Source).Stop(), Throws.Nothing);

        rig.Provider.ForceFlush(Waits.Long);
        Assert.That(rig.Delivery.Records, Is.Empty);
        Assert.That(rig.Factory.Counts["spans:skipped:filter"], Is.EqualTo(1));
    }

    [TestCase(ExportProcessorType.Batch)]
    [TestCase(ExportProcessorType.Simple)]
    public void Fact2_ForceFlushOfTheProviderDelivers(ExportProcessorType type)
    {
        using var rig = new Rig(options => options.ExportProcessorType = type);
        GenAISpans.Chat(rig.Source).Stop();

        Assert.That(rig.Provider.ForceFlush(Waits.Long), Is.True);

        Assert.That(rig.Delivery.Records, Has.Count.EqualTo(1));
        Assert.That(rig.Delivery.Records[0], Does.Contain("Why?").And.Contain("Because."));
        Assert.That(rig.Delivery.Flushes, Is.GreaterThan(0));
    }

    [Test]
    public void Fact3_ForceFlushIsFalseWhenNotAllIsDelivered()
    {
        using var rig = new Rig();
        rig.Delivery.Hangs = true;
        GenAISpans.Chat(rig.Source).Stop();

        Assert.That(rig.Provider.ForceFlush(100), Is.False);
        rig.Delivery.Hangs = false;
    }

    [Test]
    public void Fact5_DisposeEndsWithinItsBudgetThoughTheServerHangs()
    {
        using var rig = new Rig();
        rig.Delivery.Hangs = true;
        GenAISpans.Chat(rig.Source).Stop();

        rig.Stop();

        Assert.That(rig.Delivery.Shutdowns, Is.EqualTo(1));
        Assert.That(rig.Delivery.Given, Is.Not.Empty.And.All.InRange(0, 5000), "milliseconds of waiting");
    }

    [Test]
    public void Fact6_EverySpanOfABatchIsTakenInOneEnumeration()
    {
        using var rig = new Rig();
        for (var i = 0; i < 300; i++)
        {
            GenAISpans.Chat(rig.Source, "Why " + i).Stop();
        }

        Assert.That(rig.Provider.ForceFlush(Waits.Long), Is.True);
        Assert.That(rig.Delivery.Ids.Distinct().Count(), Is.EqualTo(300));
    }

    [Test]
    public void Facts7And8_ARootInALaterBatchThanItsChildrenGivesTheOnlyRecord()
    {
        using var rig = new Rig();
        var agent = GenAISpans.Agent(rig.Source);
        GenAISpans.Chat(rig.Source, "inner", "step", agent.Context).Stop();
        Activity.Current = agent;
        GenAISpans.Chat(rig.Source).Stop();

        // The interaction is not over, so there is nothing to deliver yet.
        rig.Provider.ForceFlush(Waits.Long);
        Assert.That(rig.Delivery.Ids, Has.None.Contains(agent.SpanId.ToHexString()));
        agent.Stop();
        rig.Provider.ForceFlush(Waits.Long);

        Assert.That(rig.Delivery.Ids, Is.EqualTo(new[] { $"{agent.TraceId}-{agent.SpanId}" }));
    }

    [Test]
    public void Fact9_ATagSetAfterTheEndIsSeen()
    {
        using var rig = new Rig();
        var chat = GenAISpans.Chat(rig.Source, response: null);
        chat.Stop();
        chat.SetTag("gen_ai.output.messages", """[{"role":"assistant","parts":[{"type":"text","content":"late"}]}]""");

        rig.Provider.ForceFlush(Waits.Long);

        Assert.That(rig.Delivery.Records.Single(), Does.Contain("late"));
    }

    [Test]
    public void Fact10_TheEventSourceHasTheNameThatSelfDiagnosticsListensTo() =>
        Assert.That(Exporter.Diagnostics.ArgillaEventSource.Log.Name, Does.StartWith("OpenTelemetry-"));

    [Test]
    public void TheExporterWorksInAProcessorOfTheUsersOwn()
    {
        using var factory = new FakeFactory();
        using var source = new ActivitySource("own" + Guid.NewGuid(), "1");
        var exporter = new ArgillaExporter(new PipelineLease(factory.Create(new ArgillaExporterOptions { ApiKey = "k" }, observesIntake: false)), filters: true, pumps: true);
        using (var provider = Sdk.CreateTracerProviderBuilder().AddSource(source.Name).AddProcessor(new BatchActivityExportProcessor(exporter)).Build())
        {
            source.StartActivity("GET /")!.Stop();
            GenAISpans.Chat(source).Stop();
        }

        Assert.That(factory.Delivery.Records, Has.Count.EqualTo(1));
    }

    private sealed class ThrowingEvaluator(Exception failure) : IPairEvaluator
    {
        public List<Pair> Pairs { get; } = [];

        public List<SpanOutcome> Outcomes { get; } = [];

        public List<string> DanglingCallIds { get; } = [];

        public List<SeenTurn> SeenTurns { get; } = [];

        public List<LinkedJudgement> LinkedJudgements { get; } = [];

        public List<string> AnsweredCallIds { get; } = [];

        public void Evaluate(IReadOnlyList<OTel.Argilla.Exporter.Spans.Span> spans) => throw failure;
    }
}
