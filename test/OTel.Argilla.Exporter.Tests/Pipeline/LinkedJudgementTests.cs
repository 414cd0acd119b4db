using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;
using OTel.Argilla.Exporter.Registration;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>Judgements that come apart from the answer: on a span that is linked to it, or as a log record that names only its response.</summary>
[NonParallelizable]
public class LinkedJudgementTests
{
    [Test]
    public void A_judgement_on_a_span_of_its_own_goes_to_the_linked_span([Values] bool comesFirst, [Values("evaluations", "trace.annotations")] string list, [Values] bool saysKind)
    {
        using var rig = new Rig();
        var judged = GenAISpans.Chat(rig.Source);
        Run(rig, judged, comesFirst, () => Judge(rig.Source, list, saysKind, judged.Context));

        Assert.That(rig.Delivery.Ids.Distinct(), Is.EqualTo([$"{judged.TraceId}-{judged.SpanId}"]));
        Assert.That(rig.Delivery.Records[^1], Does.Contain("tone").And.Contain("kind"));
    }

    [Test]
    public void An_event_on_a_judge_goes_there_too([Values] bool comesFirst)
    {
        using var rig = new Rig();
        var judged = GenAISpans.Chat(rig.Source);
        Run(rig, judged, comesFirst, () =>
        {
            var judge = rig.Source.StartActivity("judge", ActivityKind.Internal, default(ActivityContext), links: [new ActivityLink(judged.Context)])!;
            judge.SetTag("openinference.span.kind", "EVALUATOR");
            judge.AddEvent(new ActivityEvent("gen_ai.evaluation.result", tags: new() { ["gen_ai.evaluation.name"] = "tone", ["gen_ai.evaluation.score.label"] = "kind" }));
            return judge;
        });

        Assert.That(rig.Delivery.Records[^1], Does.Contain("tone").And.Contain("kind"));
    }

    [Test]
    public void A_judge_within_the_trace_is_found_in_one_go()
    {
        using var rig = new Rig();
        var judged = GenAISpans.Chat(rig.Source);
        judged.Stop();
        Activity.Current = null;
        rig.Source.StartActivity("judge", ActivityKind.Internal, judged.Context, [new("evaluations.0.evaluation.name", "tone")], [new ActivityLink(judged.Context)])!.Stop();
        Assert.That(rig.Provider.ForceFlush(), Is.True);

        Assert.That(rig.Delivery.Records.Single(), Does.Contain("tone"));
    }

    [Test]
    public void Of_several_links_none_counts()
    {
        using var rig = new Rig();
        var judged = GenAISpans.Chat(rig.Source);
        Run(rig, judged, comesFirst: true, () => Judge(rig.Source, "evaluations", saysKind: true, judged.Context, new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), default)));

        Assert.That(rig.Delivery.Records.Single(), Does.Not.Contain("tone"));
    }

    [Test]
    public void An_answer_with_a_link_keeps_its_judgements()
    {
        using var rig = new Rig();
        var first = GenAISpans.Chat(rig.Source, "First?", "Yes.");
        Run(rig, first, comesFirst: false, () =>
        {
            var second = rig.Source.StartActivity("run", ActivityKind.Internal, default(ActivityContext), links: [new ActivityLink(first.Context)])!;
            second.SetTag("openinference.span.kind", "CHAIN").SetTag("input.value", "Second?").SetTag("output.value", "No.").SetTag("evaluations.0.evaluation.name", "tone");
            return second;
        });

        Assert.That(rig.Delivery.Records, Has.Count.EqualTo(2));
        Assert.That(rig.Delivery.Records[0], Does.Contain("First?").And.Not.Contain("tone"));
        Assert.That(rig.Delivery.Records[1], Does.Contain("Second?").And.Contain("tone"));
    }

    [Test]
    public void A_log_record_without_a_span_finds_its_response([Values] bool comesFirst)
    {
        using var factory = new FakeFactory();
        using var source = new ActivitySource("judged" + Guid.NewGuid());
        var services = new ServiceCollection();
        services.AddSingleton<PipelineFactory>(factory);
        services.AddLogging();
        services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(source.Name).AddArgillaExporter(static options => options.ApiKey = "key"))
            .WithLogging(static logging => logging.AddArgillaExporter(static options => options.ApiKey = "key"));
        using var provider = services.BuildServiceProvider();
        var tracer = provider.GetRequiredService<TracerProvider>();
        var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("judge");

        if (comesFirst)
        {
            Log();
        }

        GenAISpans.Chat(source).SetTag("gen_ai.response.id", "r1").Stop();
        Assert.That(tracer.ForceFlush(), Is.True);
        if (!comesFirst)
        {
            Log();
            Assert.That(tracer.ForceFlush(), Is.True);
        }

        Assert.That(factory.Delivery.Ids.Distinct().Count(), Is.EqualTo(1));
        Assert.That(factory.Delivery.Records[^1], Does.Contain("tone").And.Contain("kind"));

        void Log() => logger.Log(
            LogLevel.Information,
            new EventId(1, "gen_ai.evaluation.result"),
            new KeyValuePair<string, object?>[] { new("gen_ai.evaluation.name", "tone"), new("gen_ai.evaluation.score.label", "kind"), new("gen_ai.response.id", "r1") },
            null,
            static (_, _) => string.Empty);
    }

    private static void Run(Rig rig, Activity judged, bool comesFirst, Func<Activity> judge)
    {
        Activity.Current = null;
        var carrier = judge();
        Activity.Current = null;
        foreach (var activity in comesFirst ? new[] { carrier, judged } : [judged, carrier])
        {
            activity.Stop();
            Assert.That(rig.Provider.ForceFlush(), Is.True);
        }
    }

    private static Activity Judge(ActivitySource source, string list, bool saysKind, params ActivityContext[] judged)
    {
        var member = list.EndsWith("evaluations", StringComparison.Ordinal) ? "evaluation" : "annotation";
        var judge = source.StartActivity("judge", ActivityKind.Internal, default(ActivityContext), links: judged.Select(static context => new ActivityLink(context)))!;
        judge.SetTag($"{list}.0.{member}.name", "tone").SetTag($"{list}.0.{member}.label", "kind");
        return saysKind ? judge.SetTag("openinference.span.kind", "EVALUATOR") : judge;
    }
}
