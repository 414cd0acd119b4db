using System.Diagnostics;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Spans;
using static OTel.Argilla.Exporter.Tests.Assembly.TestSpan;

namespace OTel.Argilla.Exporter.Tests.Assembly;

/// <summary>Whatever spans hold: no exception, one outcome for each candidate, the same in every order.</summary>
[TestFixture]
public sealed class HostileSpansTests
{
    private static readonly string[] Operations = ["chat", "invoke_agent", "execute_tool", "chain", "invoke_workflow", "embeddings", "guardrail.run", "text_completion", "?"];

    private static readonly object?[] Contents =
    [
        null, "", "{}", "[]", "garbage", "[{\"role\":\"user\",\"parts\":[{\"type\":", "\"\\\"[]\\\"\"", 7, 3.5, true, new[] { "a", "b" }, TimeSpan.Zero, new object(),
        double.NaN, "{'role': 'user', 'content': 'hi'}", "[[[[[[[[1]]]]]]]]", "\ud800", User("q"), Assistant("a"), All(Call("c1", "t")), All(Result("c1", "x")),
        All(Text("user", "q"), Call("c1", "t"), Result("c1", "x")), """{"input":"q"}""", """{"a":"b","c":"d"}""", """{"messages":[["human","hey"]]}""",
        All(Text("assistant", "x", "stop"), Text("assistant", "y", "stop")),
    ];

    [Test]
    public void A_ring_of_parents_is_opened_at_its_earliest_span()
    {
        var result = Evaluated.Of(Chat(1, 3, 2, 9, User("b"), Assistant("b")), Chat(2, 1, 3, 8, User("c"), Assistant("c")), Chat(3, 2, 1, 10, User("a"), Assistant("a")));
        Assert.That(result.Outcomes, Is.EqualTo(["1 nested", "2 nested", "3 -"]));
    }

    [Test]
    public void A_span_that_is_its_own_parent_is_a_root() =>
        Assert.That(Evaluated.Of(Chat(1, 1, input: User("q"), output: Assistant("a")), Chat(2, 5, 20, 30)).Outcomes, Is.EqualTo(["1 -", "2 no_content"]));

    [Test]
    public void A_span_that_came_twice_is_taken_once()
    {
        var result = Evaluated.Of(Chat(1, input: User("q"), output: Assistant("a")), Chat(1));
        Assert.That(result.Texts, Is.EqualTo(["q → a"]));
        Assert.That(result.Outcomes, Is.EquivalentTo(["1 -", "1 duplicate"]));
    }

    [Test]
    public void Deep_nesting_takes_no_long_time()
    {
        const int Levels = 100_000;
        var watch = Stopwatch.StartNew();
        var result = Evaluated.Of([.. Enumerable.Range(1, Levels).Select(static i => (Span)Op("chain", i, i - 1, i, (3 * Levels) - i))]);

        Assert.That(result.Outcomes.Count(), Is.EqualTo(Levels));
        Assert.That(watch.ElapsedMilliseconds, Is.LessThan(Waits.Long), "Minutes, where each span walks up to the first one.");
    }

    [Test]
    public void What_lies_deeper_than_in_any_app_begins_anew()
    {
        var result = Evaluated.Of([.. Enumerable.Range(1, 1500).Select(static i => (Span)Chat(i, i - 1, i, 4000 - i, User("q" + i), Assistant("a" + i)))]);

        Assert.That(result.Outcomes.Where(static outcome => !outcome.EndsWith("nested", StringComparison.Ordinal)), Is.EqualTo(["1 -", "1026 -"]), "or steps that look at all below a span take time that grows with the square");
    }

    [Test]
    public void Random_trees_give_each_candidate_one_outcome_in_every_order([Range(1, 300)] int seed)
    {
        var random = new Random(seed);
        var spans = Enumerable.Range(1, random.Next(1, 14)).Select(id => RandomSpan(random, id)).ToArray();
        var candidates = spans.Count(static s => IsCandidate(s));
        var first = Evaluate(spans);
        random.Shuffle(spans);
        var second = Evaluate(spans);

        Assert.Multiple(() =>
        {
            Assert.That(first.Outcomes, Has.Count.EqualTo(candidates));
            Assert.That(first.Outcomes.Select(static o => o.Span), Is.Unique);
            Assert.That(Describe(second), Is.EqualTo(Describe(first)));
            Assert.That(first.Pairs.Select(static p => p.Span).Distinct(), Is.SubsetOf(first.Outcomes.Where(static o => o.Reason is null).Select(static o => o.Span)));
            Assert.That(first.Outcomes.Count(static o => o.Reason is null), Is.EqualTo(first.Pairs.Select(static p => p.Span).Distinct().Count()));
        });
    }

    private static PairEvaluator Evaluate(Span[] spans)
    {
        var evaluator = new PairEvaluator(new PairOptions());
        // Used before: nothing may stay from one evaluation to the next.
        evaluator.Evaluate([Chat(77, input: User("before"), output: Assistant("before")), Agent(78, "before")]);
        evaluator.Evaluate(spans);
        return evaluator;
    }

    private static IEnumerable<string> Describe(PairEvaluator evaluator) =>
        evaluator.Pairs.Select(static p => $"{p.Span.TraceId}{p.Span.SpanId} {p.Number} {p.Prompt} {p.Response} {p.System} {string.Join(',', p.Agents)} {string.Join(',', p.Flags)} {p.InputTokens} {p.Model}")
            .Concat(evaluator.Outcomes.Select(static o => $"{o.Span.TraceId}{o.Span.SpanId} {o.Reason} {o.Hint}"))
            .Order(StringComparer.Ordinal);

    private static bool IsCandidate(Span span)
    {
        var alone = new PairEvaluator(new PairOptions());
        alone.Evaluate([span]);
        return alone.Outcomes.Count == 1;
    }

    private static TestSpan RandomSpan(Random random, int id)
    {
        var start = random.Next(0, 40);
        var span = Op(Operations[random.Next(Operations.Length)], id, random.Next(0, 16), start, start + random.Next(0, 40), random.Next(1, 4))
            .Tag("gen_ai.operation.name", random.Next(8) == 0 ? "chat" : null)
            .Scope("scope" + random.Next(2))
            .Tag("gen_ai.input.messages", Contents[random.Next(Contents.Length)])
            .Tag("gen_ai.output.messages", Contents[random.Next(Contents.Length)])
            .Tag("gen_ai.usage.input_tokens", Contents[random.Next(Contents.Length)])
            .Tag("gen_ai.response.model", Contents[random.Next(Contents.Length)])
            .Tag("gen_ai.response.id", random.Next(3) == 0 ? "r1" : null)
            .Tag("gen_ai.agent.name", Contents[random.Next(Contents.Length)])
            .Tag("gen_ai.response.finish_reasons", Contents[random.Next(Contents.Length)]);
        if (random.Next(4) == 0)
        {
            span.Event("gen_ai.choice", ("gen_ai.event.content", Contents[random.Next(Contents.Length)]));
            span.Log("gen_ai.user.message", Contents[random.Next(Contents.Length)], start);
        }

        return random.Next(6) == 0 ? span.Error() : span;
    }
}
