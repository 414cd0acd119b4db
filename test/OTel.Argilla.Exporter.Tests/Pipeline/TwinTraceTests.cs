using System.Text.Json;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Pipeline;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Exporter.Tests.Assembly;
using static OTel.Argilla.Exporter.Tests.Assembly.TestSpan;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>One call that two instrumentations saw in two traces, each complete at another time, is one record.</summary>
[TestFixture]
public sealed class TwinTraceTests
{
    private FakeDelivery _delivery = null!;
    private CountingEvaluator _evaluator = null!;

    [SetUp]
    public void SetUp() => (_delivery, _evaluator) = (new FakeDelivery(), new CountingEvaluator());

    [TearDown]
    public void TearDown() => _delivery.Dispose();

    [Test]
    public void The_same_words_at_the_same_time_from_two_scopes()
    {
        Evaluate(
            [Op("chain", 1, 0, 0, 20, trace: 1).Scope("langchain").In(User("q")).Out(Assistant("a"))],
            [Chat(2, 0, 5, 15, User("q"), Assistant("a"), trace: 2).Scope("openai").Usage(3, 4)]);

        Assert.That(_delivery.Ids.Distinct(), Is.EqualTo([Id(1, 1)]));
        Assert.That(Last("input_tokens").GetInt32(), Is.EqualTo(3), "the other view knows the usage");
    }

    [Test]
    public void Whichever_is_complete_first_names_the_record()
    {
        Evaluate(
            [Chat(2, 0, 5, 15, User("q"), Assistant("a"), trace: 2).Scope("openai").Tag("gen_ai.request.model", "m")],
            [Op("chain", 1, 0, 0, 20, trace: 1).Scope("langchain").In(User("q")).Out(Assistant("a"))]);

        Assert.That(_delivery.Ids.Distinct(), Is.EqualTo([Id(2, 2)]));
    }

    [Test]
    public void Roots_that_end_microseconds_apart()
    {
        Evaluate(
            [Op("chain", 1, 0, 0, 100).Scope("one"), Chat(2, 1, 10, 90, User("q"), Assistant("a")).Scope("one")],
            [Op("chain", 3, 0, 1, 101, trace: 2).Scope("two"), Chat(4, 3, 11, 91, User("q"), Assistant("a"), trace: 2).Scope("two")]);

        Assert.That(_delivery.Ids.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_response_that_a_call_far_below_names()
    {
        Evaluate(
            [
                Op("chain", 1, 0, 0, 50, trace: 1).Scope("langchain").In(User("q")).Out(Assistant("parsed")),
                Chat(2, 1, 5, 40, User("q, as JSON"), Assistant("raw"), trace: 1).Scope("langchain").Tag("gen_ai.response.id", "r1"),
            ],
            [Chat(3, 0, 10, 30, User("q, as JSON"), Assistant("raw"), trace: 2).Scope("openai").Tag("gen_ai.response.id", "r1")]);

        Assert.That(_delivery.Ids.Distinct(), Is.EqualTo([Id(1, 1)]));
    }

    [Test]
    public void Three_instrumentations_of_one_call()
    {
        Evaluate(
            [Chat(1, 0, 0, 30, User("q"), Assistant("a"), trace: 1).Scope("one")],
            [Chat(2, 0, 5, 25, User("q"), Assistant("a"), trace: 2).Scope("two")],
            [Chat(3, 0, 10, 20, User("q"), Assistant("a"), trace: 3).Scope("three")]);

        Assert.That(_delivery.Ids.Distinct(), Is.EqualTo([Id(1, 1)]));
    }

    [Test]
    public void A_call_that_got_loose_from_its_agent() // T11, each trace by itself
    {
        Evaluate(
            [Agent(1, "A", 0, 0, 100, User("Weather?"), Assistant("Cold"), trace: 1)],
            [Tool(2, "get", 0, 10, 20, trace: 2)],
            [Chat(3, 0, 30, 40, All(Text("user", "Weather?"), Call("c1", "get"), Result("c1", "4")), Assistant("Cold"), trace: 3)]);

        Assert.That(_delivery.Ids.Distinct(), Is.EqualTo([Id(1, 1)]));
    }

    [Test]
    public void The_same_words_of_one_scope_are_as_many_records_as_calls()
    {
        Evaluate(
            [Chat(1, 0, 0, 30, User("joke?"), Assistant("ha"), trace: 1)],
            [Chat(2, 0, 1, 20, User("joke?"), Assistant("ha"), trace: 2)],
            [Chat(3, 0, 2, 10, User("joke?"), Assistant("ha"), trace: 3)]);

        Assert.That(_delivery.Ids.Distinct().Count(), Is.EqualTo(3));
    }

    [Test]
    public void The_same_words_one_after_the_other_are_two_records()
    {
        Evaluate(
            [Chat(1, 0, 0, 10, User("joke?"), Assistant("ha"), trace: 1).Scope("one")],
            [Chat(2, 0, 20, 30, User("joke?"), Assistant("ha"), trace: 2).Scope("two")]);

        Assert.That(_delivery.Ids.Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public void Two_apps_that_say_the_same_all_the_time_are_not_drawn_into_one_trace()
    {
        const int Count = 1_000;
        Evaluate([.. Enumerable.Range(1, Count).Select(static i => new[] { Chat(i, 0, i * 10, (i * 10) + 15, User("ping"), Assistant("pong"), trace: i).Scope("s" + (i % 2)) })]);

        Assert.That(_delivery.Ids.Distinct().Count(), Is.EqualTo(Count));
        Assert.That(_evaluator.Spans, Is.LessThan(Count * 3));
    }

    [Test]
    public void Twins_are_found_by_their_time_however_many_that_say_the_same_are_complete_between_them([Values] bool othersAreLater)
    {
        var shift = othersAreLater ? 1 : -1;
        TestSpan[][] traces =
        [
            [Op("chain", 1, 0, 10_000, 10_020, trace: 1).Scope("langchain").In(User("q")).Out(Assistant("a"))],
            .. Enumerable.Range(10, 200).Select(i => new[] { Chat(i, 0, 10_000 + (shift * 30 * i), 10_010 + (shift * 30 * i), User("q"), Assistant("a"), trace: i).Scope("langchain") }),
            [Chat(2, 0, 10_005, 10_015, User("q"), Assistant("a"), trace: 2).Scope("openai")],
        ];
        Evaluate(traces);

        Assert.That(_delivery.Ids.Distinct().Count(), Is.EqualTo(201));
        Assert.That(_delivery.Ids, Does.Not.Contain(Id(2, 2)));
    }

    [Test]
    public void Calls_at_once_that_two_instrumentations_saw_are_told_one_to_one()
    {
        Evaluate([.. Enumerable.Range(0, 40).Select(static i => new[]
        {
            Chat(i + 1, 0, i / 2, 100 - (i % 2), User("ping"), Assistant("pong"), trace: i + 1).Scope("s" + (i % 2)),
        })]);

        Assert.That(_delivery.Ids.Distinct().Count(), Is.EqualTo(20));
    }

    [Test]
    public void An_answer_that_is_complete_before_its_call()
    {
        Evaluate(
            [Chat(2, 0, 20, 30, All(Result("c1", "4")), Assistant("Cold"), trace: 2)],
            [Chat(1, 0, 0, 10, User("Weather?"), All(Call("c1", "get")), trace: 1)]);

        Assert.That(_delivery.Ids, Is.EqualTo([Id(1, 1)]));
        Assert.That(_delivery.Records[0], Does.Contain("Weather?").And.Contain("Cold"));
    }

    [Test]
    public void A_later_part_of_a_turn_that_has_its_record_already_keeps_it()
    {
        Evaluate(
            [Chat(2, 9, 20, 30, All(Text("user", "Weather?"), Call("c1", "get"), Result("c1", "4")), Assistant("Cold"))],
            [Chat(1, 9, 0, 10, User("Weather?"), All(Call("c1", "get")))]);

        Assert.That(_delivery.Ids.Distinct(), Is.EqualTo([Id(1, 2)]));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_judgement_finds_its_response_in_another_trace(bool comesFirst)
    {
        var judgement = new SpanEvent("gen_ai.evaluation.result", 0, null, [new("gen_ai.evaluation.name", "tone"), new("gen_ai.evaluation.score.label", "kind"), new("gen_ai.response.id", "r1")]);
        Evaluate(
            buffer => (comesFirst ? buffer : null)?.AddLog(new TraceId(0, 9), new SpanId(9), judgement),
            buffer => buffer.Add(Chat(1, 0, 0, 30, User("q"), Assistant("a")).Tag("gen_ai.response.id", "r1")),
            buffer => (comesFirst ? null : buffer)?.AddLog(new TraceId(0, 9), new SpanId(9), judgement));

        Assert.That(_delivery.Ids.Distinct(), Is.EqualTo([Id(1, 1)]));
        Assert.That(_delivery.Records[^1], Does.Contain("tone").And.Contain("kind"));
    }

    private static string Id(int trace, int span) => $"{trace:x32}-{span:x16}";

    private JsonElement Last(string property)
    {
        using var json = JsonDocument.Parse(_delivery.Records[^1]);
        return json.RootElement.GetProperty("metadata").GetProperty(property).Clone();
    }

    /// <summary>One trace after the other becomes complete.</summary>
    private void Evaluate(params TestSpan[][] traces) =>
        Evaluate([.. traces.Select(static spans => (Action<TraceBuffer>)(buffer => Array.ForEach(spans, span => buffer.Add(span))))]);

    private void Evaluate(params Action<TraceBuffer>[] arrivals)
    {
        using var metrics = new ExporterMetrics();
        var buffer = new TraceBuffer(new TraceBufferOptions(), TimeProvider.System, static _ => { });
        var evaluation = new TraceEvaluation(new PipelineParts
        {
            Evaluator = _evaluator,
            Write = new RecordWriter(new Dictionary<string, string>()).Write,
            Delivery = _delivery,
            Metrics = metrics,
            TimeProvider = TimeProvider.System,
        });
        foreach (var arrive in arrivals)
        {
            arrive(buffer);
            var due = new List<BufferedTrace>();
            buffer.TakeAll(due, final: true);
            due.ForEach(complete => evaluation.Run(complete, buffer));
        }
    }

    /// <summary>Counts the spans that it is given, the same one again each time.</summary>
    private sealed class CountingEvaluator : IPairEvaluator
    {
        private readonly PairEvaluator _inner = new(new PairOptions());

        public int Spans { get; private set; }

        public List<Pair> Pairs => _inner.Pairs;

        public List<SpanOutcome> Outcomes => _inner.Outcomes;

        public List<string> DanglingCallIds => _inner.DanglingCallIds;

        public List<string> AnsweredCallIds => _inner.AnsweredCallIds;

        public List<SeenTurn> SeenTurns => _inner.SeenTurns;

        public List<LinkedJudgement> LinkedJudgements => _inner.LinkedJudgements;

        public void Evaluate(IReadOnlyList<Span> spans)
        {
            Spans += spans.Count;
            _inner.Evaluate(spans);
        }
    }
}
