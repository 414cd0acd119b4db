using OTel.Argilla.Exporter.Tests.Assembly;
using static OTel.Argilla.Exporter.Tests.Assembly.TestSpan;

namespace OTel.Argilla.Exporter.Tests.Cases;

/// <summary>Traces of OpenLLMetry and of the AI SDK, in the generations of each.</summary>
[TestFixture]
public sealed class TraceloopAndVercelCases
{
    [Test]
    public void Flattened_messages()
    {
        var pair = Evaluated.Of(Classic(1)
            .Tag("gen_ai.prompt.0.role", "system").Tag("gen_ai.prompt.0.content", "Be brief")
            .Tag("gen_ai.prompt.1.role", "user").Tag("gen_ai.prompt.1.content", "Hi")
            .Tag("gen_ai.completion.0.role", "assistant").Tag("gen_ai.completion.0.content", "Hello").Tag("gen_ai.completion.0.finish_reason", "stop")
            .Tag("gen_ai.prompt.name", "not a message")).Pair;
        Assert.That((pair.System.ToString(), pair.Prompt.ToString(), pair.Response.ToString(), pair.FinishReason), Is.EqualTo(("Be brief", "Hi", "Hello", "stop")));
    }

    [Test]
    public void Only_a_tool_call() => Assert.That(
        Evaluated.Of(Classic(1).Tag("gen_ai.prompt.0.role", "user").Tag("gen_ai.prompt.0.content", "Hi")
            .Tag("gen_ai.completion.0.role", "assistant").Tag("gen_ai.completion.0.finish_reason", "tool_calls").Tag("gen_ai.completion.0.tool_calls.0.name", "t")).Outcomes,
        Is.EqualTo(["1 tool_call_only"]));

    [Test]
    public void A_decorated_workflow()
    {
        var result = Evaluated.Of(
            Entity("workflow", 1, """{"args":["cats"],"kwargs":{}}""", "\"\\\"Meow.\\\"\""),
            Classic(2, 1).Tag("gen_ai.prompt.0.role", "user").Tag("gen_ai.prompt.0.content", "Joke about cats").Tag("gen_ai.completion.0.content", "Meow."));
        Assert.That(result.Texts, Is.EqualTo(["cats → Meow."]));
        Assert.That(result.Outcomes, Is.EqualTo(["1 -", "2 nested"]));
    }

    [Test]
    public void The_envelope_of_a_callback() => Assert.That(
        Evaluated.Of(Entity("workflow", 1, """{"inputs":{"question":"Tallest peak?"},"tags":[],"metadata":{}}""", """{"outputs":{"text":"Everest"},"kwargs":{}}""")).Texts,
        Is.EqualTo(["Tallest peak? → Everest"]));

    [Test]
    public void Messages_win_over_what_is_left_of_the_old_form()
    {
        var pair = Evaluated.Of(Classic(1).In(User("Hello There")).Out(Assistant("a")).Tag("gen_ai.prompt.0.role", "user").Tag("gen_ai.prompt.0.content", "hello there")).Pair;
        Assert.That((pair.Prompt.ToString(), pair.PromptSource), Is.EqualTo(("Hello There", "gen_ai.input.messages")));
    }

    [Test]
    public void A_cut_input_is_borrowed()
    {
        var input = """{"args":["a long question that goes on and on""";
        var pair = Evaluated.Of(
            Entity("workflow", 1, input, "\"Yes\""),
            Classic(2, 1).Tag("gen_ai.prompt.0.role", "user").Tag("gen_ai.prompt.0.content", "a long question that goes on and on and ends").Tag("gen_ai.completion.0.content", "Yes")).Pair;
        Assert.That((pair.Prompt.ToString(), pair.Response.ToString()), Is.EqualTo(("a long question that goes on and on and ends", "Yes")));
        Assert.That(pair.Flags, Is.EqualTo(["borrowed", "truncated"]));
    }

    [Test]
    public void Outer_and_inner_call()
    {
        var pair = Evaluated.Of(
            Vercel("ai.generateText", 1).Tag("ai.prompt", """{"system":"Be brief","prompt":"Capital of Peru?"}""").Tag("ai.response.text", "Lima"),
            Vercel("ai.generateText.doGenerate", 2, 1).Tag("ai.prompt.messages", """[{"role":"user","content":[{"type":"text","text":"Capital of Peru?"}]}]""").Tag("ai.response.text", "Lima")).Pair;
        Assert.That((pair.System.ToString(), pair.Prompt.ToString(), pair.Response.ToString()), Is.EqualTo(("Be brief", "Capital of Peru?", "Lima")));
    }

    [Test]
    public void A_run_that_ended_in_a_tool_call() => Assert.That(
        Evaluated.Of(Vercel("ai.streamText", 1).Tag("ai.prompt", """{"prompt":"q"}""").Tag("ai.response.text", string.Empty).Tag("ai.response.toolCalls", """[{"toolCallId":"c","toolName":"t","args":"{}"}]""")).Outcomes,
        Is.EqualTo(["1 tool_call_only"]));

    [Test]
    public void A_generated_object() => Assert.That(
        Evaluated.Of(Vercel("ai.generateObject", 1).Tag("ai.prompt", """{"prompt":"q"}""").Tag("ai.response.object", """{"city":"Lima"}""")).Texts, Is.EqualTo(["""q → {"city":"Lima"}"""]));

    [Test]
    public void What_is_left_of_a_run_that_never_ended() => Assert.That(
        Evaluated.Of(
            Op("agent_step", 2, 1, 1, 90),
            Chat(3, 2, 2, 9, User("q"), All(Call("c1", "t"))),
            Tool(4, "t", 2, 10, 19)).Outcomes,
        Is.EqualTo(["3 tool_call_only"]));

    [Test]
    public void Below_a_request_with_a_function_id() => Assert.That(
        Evaluated.Of(
            new TestSpan("POST /api/chat", 1, end: 99),
            new TestSpan("ai.streamText", 2, 1, 1, 90).Scope("ai").Tag("operation.name", "ai.streamText my-fn").Tag("ai.prompt", """{"messages":[{"role":"user","content":"q"}]}""").Tag("ai.response.text", "a"),
            new TestSpan("ai.streamText.doStream", 3, 2, 2, 80).Scope("ai").Tag("operation.name", "ai.streamText.doStream my-fn").Tag("ai.response.text", "a")).Outcomes,
        Is.EqualTo(["2 -", "3 nested"]));

    [Test]
    public void The_AI_SDK_before_version_4() => Assert.That(
        Evaluated.Of(Vercel("ai.generateText", 1).Tag("ai.prompt", """{"prompt":"q"}""").Tag("ai.result.text", "a")).Texts, Is.EqualTo(["q → a"]));

    private static TestSpan Classic(int id, int parent = 0) => new TestSpan("openai.chat", id, parent, 1, 9).Tag("llm.request.type", "chat").Tag("gen_ai.system", "OpenAI");

    private static TestSpan Entity(string kind, int id, string input, string output) =>
        new TestSpan("x." + kind, id, end: 50).Tag("traceloop.span.kind", kind).Tag("traceloop.entity.input", input).Tag("traceloop.entity.output", output);

    private static TestSpan Vercel(string operation, int id, int parent = 0) =>
        new TestSpan(operation, id, parent, parent == 0 ? 0 : 1, parent == 0 ? 50 : 9).Scope("ai").Tag("ai.operationId", operation);
}
