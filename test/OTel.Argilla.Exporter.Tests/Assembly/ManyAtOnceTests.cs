using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Spans;
using static OTel.Argilla.Exporter.Tests.Assembly.TestSpan;

namespace OTel.Argilla.Exporter.Tests.Assembly;

/// <summary>Spans that overlap or stand beside each other in great number are not all held against all others.</summary>
[TestFixture]
public sealed class ManyAtOnceTests
{
    private const int Count = 2_000;

    /// <summary>Far fewer than every one with every other, where all have something in common and nothing tells at a glance that they do not belong together.</summary>
    private const int Bounded = Count * Workspace.MaxAttempts;

    [Test]
    public void Roots_at_once_that_ask_different_things() => Assert.That(
        Compared(i => Chat(i, 0, 0, 1_000, User("q" + i), Assistant("a"), trace: i).Scope("s" + (i % 2)), pairs: Count), Is.LessThanOrEqualTo(Count));

    [Test]
    public void Roots_at_once_that_ask_and_get_the_same() => Assert.That(
        Compared(static i => Chat(i, 0, 0, 1_000, User("ping"), Assistant("pong"), trace: i), pairs: Count), Is.LessThanOrEqualTo(Count));

    [Test]
    public void Roots_at_once_without_content() => Assert.That(
        Compared(static i => Chat(i, 0, 0, 1_000, trace: i).Scope("s" + (i % 2)), pairs: 0), Is.LessThanOrEqualTo(Count));

    [Test]
    public void Roots_at_once_under_one_response_id() => Assert.That(
        Compared(i => Chat(i, 0, 0, 1_000, User("q" + i), Assistant("a"), trace: i).Tag("gen_ai.response.id", "same"), pairs: Count), Is.LessThanOrEqualTo(Count));

    [Test]
    public void Calls_that_two_instrumentations_saw() => Assert.That(
        Compared(i => Chat(i, 0, 0, 1_000, User("q" + (i / 2)), Assistant("a" + (i / 2)), trace: i).Scope("s" + (i % 2)), pairs: (Count / 2) + 1), Is.LessThanOrEqualTo(Count));

    [Test]
    public void Siblings_that_ask_different_things() => Assert.That(
        Compared(i => Chat(i, 99_999, i * 10, (i * 10) + 5, User("q" + i), Assistant("a")), pairs: Count), Is.LessThanOrEqualTo(Count));

    [Test]
    public void Siblings_that_ask_the_same() => Assert.That(
        Compared(static i => Chat(i, 99_999, i * 10, (i * 10) + 5, User("Tell me a joke"), Assistant("ha")), pairs: Count), Is.LessThanOrEqualTo(Count));

    [Test]
    public void Siblings_that_answer_calls_of_each_other() => Assert.That(
        Compared(
            i => i % 2 == 1
                ? Chat(i, 99_999, i * 10, (i * 10) + 5, User("q" + i), All(Call("c" + i, "get")))
                : Chat(i, 99_999, i * 10, (i * 10) + 5, All(Result("c" + (i - 1), "4")), Assistant("Cold")),
            pairs: Count / 2),
        Is.LessThanOrEqualTo(Count));

    [Test]
    public void Roots_that_answer_calls_of_each_other() => Assert.That(
        Compared(
            i => i % 2 == 1
                ? Chat(i, 0, i * 10, (i * 10) + 5, User("q" + i), All(Call("c" + i, "get")), trace: i)
                : Chat(i, 0, i * 10, (i * 10) + 5, All(Result("c" + (i - 1), "4")), Assistant("Cold"), trace: i),
            pairs: Count / 2),
        Is.LessThanOrEqualTo(Count));

    [Test]
    public void Runs_below_a_span_without_content() => Assert.That(
        Compared(i => i == 1 ? Op("chain", 1, 0, 0, 99_999) : Chat(i, 1, i * 10, (i * 10) + 5, User("q" + i), Assistant("a")), pairs: Count - 1), Is.LessThanOrEqualTo(Count));

    [Test]
    public void Siblings_of_two_instrumentations_that_overlap_and_say_the_same() => Assert.That(
        Compared(static i => Chat(i, 99_999, i, i + Count, User("ping"), Assistant("pong")).Scope("s" + (i % 2)), pairs: Count), Is.LessThanOrEqualTo(Bounded));

    [Test]
    public void Siblings_of_as_many_instrumentations_that_overlap_and_say_the_same() => Assert.That(
        Compared(static i => Chat(i, 99_999, i, i + Count, User("ping"), Assistant("pong")).Scope("s" + i), pairs: Count), Is.LessThanOrEqualTo(Bounded));

    [Test]
    public void Each_of_many_calls_at_once_finds_the_one_that_is_its_twin() => Assert.That(
        Compared(
            static i => i % 2 == 1
                ? Chat(i, 99_999, i * 4, 100_000 + (i * 4), User("ping"), Assistant("pong")).Scope("outer")
                : Chat(i, 99_999, ((i - 1) * 4) + 1, 100_000 + ((i - 1) * 4) - 1, User("ping"), Assistant("pong")).Scope("inner"),
            pairs: Count / 2),
        Is.LessThanOrEqualTo(Bounded));

    [Test]
    public void An_agent_beside_the_many_calls_of_its_run() => Assert.That(
        Compared(
            static i => i == 1
                ? Agent(1, "A", 99_999, 0, 100_000, User("ping"), Assistant("pong"))
                : Chat(i, 99_999, i * 10, (i * 10) + 5, i == 2 ? User("ping") : All(Result("c" + (i - 1), "x")), i < Count ? All(Call("c" + i, "get")) : Assistant("pong")),
            pairs: 1),
        Is.LessThanOrEqualTo(Count));

    [Test]
    public void Agents_and_calls_that_overlap_and_ask_the_same() => Assert.That(
        Compared(
            static i => i % 2 == 1
                ? Agent(i, "A", 99_999, i, i + Count, User("ping"), Assistant("a" + i))
                : Chat(i, 99_999, i, i + Count, User("ping"), Assistant("b" + i)),
            pairs: Count),
        Is.LessThanOrEqualTo(Bounded));

    [Test]
    public void Siblings_that_begin_alike_and_ask_something_else() => Assert.That(
        Compared(static i => Chat(i, 99_999, i * 10, (i * 10) + 5, i < Count / 2 ? User("Hi") : AfterHi(i), Assistant("a")), pairs: Count), Is.LessThanOrEqualTo(Bounded));

    [Test]
    public void Runs_that_begin_alike_and_ask_something_else() => Assert.That(
        Compared(static i => i == 1 ? Op("chain", 1, 0, 0, 99_999) : Chat(i, 1, i * 10, (i * 10) + 5, AfterHi(i), Assistant("a")), pairs: Count - 1), Is.LessThanOrEqualTo(Bounded));

    [Test]
    public void Roots_at_once_whose_calls_have_one_id() => Assert.That(
        Compared(
            static i => i % 2 == 1
                ? Chat(i, 0, i * 10, Count * 20, User("q" + i), All(Call("call_1", "get")), trace: i)
                : Chat(i, 0, i * 10, (i * 10) + 5, All(Result("call_1", "4")), Assistant("Cold"), trace: i),
            pairs: 0),
        Is.LessThanOrEqualTo(Bounded));

    [Test]
    public void Roots_after_each_other_whose_calls_have_one_id() => Assert.That(
        Compared(
            static i => i % 2 == 1
                ? Chat(i, 0, i * 10, (i * 10) + 5, User("q" + i), All(Call("call_1", "get")), trace: i)
                : Chat(i, 0, i * 10, (i * 10) + 5, All(Result("call_1", "4")), Assistant("Cold"), trace: i),
            pairs: Count / 2),
        Is.LessThanOrEqualTo(Count));

    private static string AfterHi(int i) => All(Text("user", "Hi"), Text("assistant", "Hello"), Text("user", "q" + i));

    private static int Compared(Func<int, Span> make, int pairs)
    {
        var evaluator = new PairEvaluator(new PairOptions());
        evaluator.Evaluate([.. Enumerable.Range(1, Count).Select(make)]);

        Assert.That(evaluator.Pairs, Has.Count.EqualTo(pairs));
        return evaluator.Comparisons;
    }
}
