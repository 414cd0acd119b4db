using OTel.Argilla.Exporter.Tests.Assembly;
using static OTel.Argilla.Exporter.Tests.Assembly.TestSpan;

namespace OTel.Argilla.Exporter.Tests.Cases;

/// <summary>Traces in the keys of OpenInference.</summary>
[TestFixture]
public sealed class OpenInferenceCases
{
    [Test]
    public void Indexes_are_numbers()
    {
        var span = Kind("LLM", 1);
        for (var i = 11; i >= 0; i--)
        {
            span.Tag($"llm.input_messages.{i}.message.role", i % 2 == 0 ? "user" : "assistant").Tag($"llm.input_messages.{i}.message.content", $"text {i}");
        }

        var pair = Evaluated.Of(span.Tag("llm.output_messages.0.message.role", "assistant").Tag("llm.output_messages.0.message.content", "a")).Pair;
        Assert.That((pair.Prompt.ToString(), pair.History.Count), Is.EqualTo(("text 10", 10)));
        Assert.That(pair.History.Select(static m => m.Texts[0].ToString()), Is.EqualTo(Enumerable.Range(0, 10).Select(static i => $"text {i}")));
    }

    [Test]
    public void Variables_of_a_template([Values] bool content)
    {
        var call = Kind("LLM", 2, 1, 1, 9);
        if (content)
        {
            call.Tag("llm.input_messages.0.message.role", "user").Tag("llm.input_messages.0.message.content", "Title: Dune\nSynopsis:");
        }

        var pair = Evaluated.Of(Values("CHAIN", 1, """{"title": "Dune"}""", "A desert saga"), call).Pair;
        Assert.That((pair.Prompt.ToString(), pair.Response.ToString()), Is.EqualTo((content ? "Title: Dune\nSynopsis:" : "Dune", "A desert saga")));
        Assert.That(pair.InputVariables.ToJson().ToString(), Is.EqualTo("""{"title":"Dune"}"""));
    }

    [Test]
    public void A_question_beside_other_values()
    {
        var pair = Evaluated.Of(Values("CHAIN", 1, """{"input":"Who won?","language":"fr"}""", """{"output":"La France"}""")).Pair;
        Assert.That((pair.Prompt.ToString(), pair.Response.ToString(), pair.InputVariables.ToJson().ToString()), Is.EqualTo(("Who won?", "La France", """{"language":"fr"}""")));
    }

    [Test]
    public void Values_without_a_question()
    {
        var pair = Evaluated.Of(Values("CHAIN", 1, """{"genre":"noir","length":3}""", "It rained.")).Pair;
        Assert.That((pair.Prompt.ToString(), pair.Response.ToString()), Is.EqualTo(("""{"genre":"noir","length":3}""", "It rained.")));
        Assert.That(pair.Flags, Is.EqualTo(["structured"]));
    }

    [Test]
    public void The_state_of_a_graph() => Assert.That(
        Evaluated.Of(Values("CHAIN", 1,
            """{"messages":[{"type":"human","content":"12*12?"}]}""",
            """{"messages":[{"type":"human","content":"12*12?"},{"type":"ai","content":"","tool_calls":[{"id":"c","name":"mul","args":{}}]},{"type":"tool","content":"144","tool_call_id":"c"},{"type":"ai","content":"It is 144."}]}""")).Texts,
        Is.EqualTo(["12*12? → It is 144."]));

    [Test]
    public void The_state_of_several_turns()
    {
        var pair = Evaluated.Of(Values("CHAIN", 1,
            """{"messages":[{"type":"human","content":"q1"},{"type":"ai","content":"a1"},{"type":"human","content":"q2"},{"type":"ai","content":"a2"},{"type":"human","content":"q3"}]}""",
            """{"messages":[{"type":"human","content":"q1"},{"type":"ai","content":"a1"},{"type":"human","content":"q2"},{"type":"ai","content":"a2"},{"type":"human","content":"q3"},{"type":"ai","content":"a3"}]}""")).Pair;
        Assert.That((pair.Prompt.ToString(), pair.Response.ToString(), pair.History.Count), Is.EqualTo(("q3", "a3", 4)));
    }

    [Test]
    public void Agents_that_hand_over()
    {
        var pair = Evaluated.Of(
            Kind("AGENT", 1, end: 100),
            Kind("AGENT", 2, 1, 1, 40).Tag("agent.name", "triage"),
            Kind("LLM", 3, 2, 2, 30).Tag("llm.input_messages.0.message.role", "user").Tag("llm.input_messages.0.message.content", "My order")
                .Tag("llm.output_messages.0.message.role", "assistant").Tag("llm.output_messages.0.message.tool_calls.0.tool_call.function.name", "transfer_to_refund"),
            Kind("TOOL", 4, 2, 31, 35),
            Kind("AGENT", 5, 1, 41, 90).Tag("agent.name", "refund"),
            Kind("LLM", 6, 5, 42, 80).Tag("llm.input_messages.0.message.role", "user").Tag("llm.input_messages.0.message.content", "My order")
                .Tag("llm.output_messages.0.message.role", "assistant").Tag("llm.output_messages.0.message.content", "Refund sent")).Pair;
        Assert.That((pair.Prompt.ToString(), pair.Response.ToString()), Is.EqualTo(("My order", "Refund sent")));
        Assert.That(pair.Agents, Is.EqualTo(["triage", "refund"]));
    }

    [Test]
    public void Redacted_values() => Assert.That(Evaluated.Of(Values("LLM", 1, "__REDACTED__", "__REDACTED__")).Outcomes, Is.EqualTo(["1 no_content"]));

    [Test]
    public void A_batch_of_completions()
    {
        var pairs = Evaluated.Of(Kind("LLM", 1)
            .Tag("llm.prompts.0.prompt.text", "p0").Tag("llm.prompts.1.prompt.text", "p1")
            .Tag("llm.choices.0.completion.text", "c0").Tag("llm.choices.1.completion.text", "c1")).Pairs;
        Assert.That(pairs.Select(static p => $"{p.Number} {p.Prompt} {p.Response}"), Is.EqualTo(["0 p0 c0", "1 p1 c1"]));
    }

    [Test]
    public void A_judge_gives_no_record() => Assert.That(
        Evaluated.Of(Kind("EVALUATOR", 1, end: 50), Values("LLM", 2, "Is it good?", "Yes", 1)).Outcomes, Is.EqualTo(["2 guardrail"]));

    [Test]
    public void Retrievers_and_embeddings_are_no_candidates() => Assert.That(Evaluated.Of(Values("RETRIEVER", 1, "q", "docs"), Values("EMBEDDING", 2, "q", "v")).Outcomes, Is.Empty);

    [TestCase("evaluations", "evaluation")]
    [TestCase("annotations", "annotation")]
    [TestCase("trace.evaluations", "evaluation")]
    [TestCase("session.annotations", "annotation")]
    public void Judgements_on_the_span(string list, string member)
    {
        var pair = Evaluated.Of(Values("CHAIN", 1, "q", "a")
            .Tag($"{list}.0.{member}.name", "relevance").Tag($"{list}.0.{member}.score", .8).Tag($"{list}.0.{member}.annotator_kind", "LLM")
            .Tag($"{list}.1.{member}.name", "tone").Tag($"{list}.1.{member}.label", "kind").Tag($"{list}.1.{member}.explanation", "says please")).Pair;
        Assert.That(pair.Evaluations.Select(static e => (e.Name, e.Score, e.Label, e.Explanation, e.Agent)), Is.EqualTo(new (string, double?, string?, string?, string?)[]
        {
            ("relevance", .8, null, null, "LLM"),
            ("tone", null, "kind", "says please", null),
        }));
    }

    private static TestSpan Kind(string kind, int id, int parent = 0, int start = 0, int end = 10) =>
        new TestSpan(kind, id, parent, start, end).Tag("openinference.span.kind", kind);

    private static TestSpan Values(string kind, int id, string input, string output, int parent = 0) =>
        Kind(kind, id, parent, parent == 0 ? 0 : 1, parent == 0 ? 50 : 9).Tag("input.value", input).Tag("output.value", output);
}
