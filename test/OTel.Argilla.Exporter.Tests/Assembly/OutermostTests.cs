using OTel.Argilla.Exporter.Assembly;
using static OTel.Argilla.Exporter.Tests.Assembly.TestSpan;

namespace OTel.Argilla.Exporter.Tests.Assembly;

/// <summary>Steps 1 to 3: which span speaks for an interaction.</summary>
[TestFixture]
public sealed class OutermostTests
{
    [Test]
    public void A_single_chat_gives_its_pair() // T01
    {
        var pair = Evaluated.Of(Chat(1, input: User("Name a river in Chile"), output: Assistant("The Loa.")).Usage(9, 4).Tag("gen_ai.provider.name", "openai")).Pair;

        Assert.Multiple(() =>
        {
            Assert.That(pair.Prompt.ToString(), Is.EqualTo("Name a river in Chile"));
            Assert.That(pair.Response.ToString(), Is.EqualTo("The Loa."));
            Assert.That(pair.Model, Is.EqualTo("m"));
            Assert.That(pair.Provider, Is.EqualTo("openai"));
            Assert.That((pair.InputTokens, pair.OutputTokens, pair.TotalTokens), Is.EqualTo((9, 4, 13)));
            Assert.That(pair.Kind, Is.EqualTo("llm"));
            Assert.That(pair.Flags, Is.Empty);
            Assert.That(pair.History, Is.Empty);
            Assert.That(pair.LatencyMilliseconds, Is.EqualTo(10));
        });
    }

    [Test]
    public void An_http_span_above_changes_nothing() // T02
    {
        var result = Evaluated.Of(
            new TestSpan("POST /ask", 9, end: 20).Tag("http.request.method", "POST"),
            Chat(1, parent: 9, input: User("Hi"), output: Assistant("Hello")));

        Assert.That(result.Texts, Is.EqualTo(["Hi → Hello"]));
        Assert.That(result.Outcomes, Is.EqualTo(["1 -"]));
    }

    [Test]
    public void Orchestrate_tools_borrows_the_first_question_and_the_last_answer() // T03
    {
        var result = Evaluated.Of(
            new TestSpan("orchestrate_tools", 1, end: 100).Usage(90, 20),
            Chat(2, 1, 1, 10, User("Weather in Oslo?"), All(Call("c1", "get_weather"))).Usage(40, 10),
            Tool(3, "get_weather", 1, 11, 20),
            Chat(4, 1, 21, 30, All(Text("user", "Weather in Oslo?"), Call("c1", "get_weather"), Result("c1", "4")), Assistant("4 °C and rain")).Usage(50, 10));

        var pair = result.Pair;
        Assert.Multiple(() =>
        {
            Assert.That(result.Texts, Is.EqualTo(["Weather in Oslo? → 4 °C and rain"]));
            Assert.That((pair.InputTokens, pair.OutputTokens), Is.EqualTo((90, 20)));
            Assert.That(pair.Tools, Is.EqualTo(["get_weather"]));
            Assert.That(pair.Flags, Is.EqualTo(["borrowed"]));
            Assert.That(pair.Kind, Is.EqualTo("chain"));
            Assert.That(pair.Dialect, Is.EqualTo("microsoft.extensions.ai"));
            Assert.That(result.Outcomes, Is.EqualTo(["1 -", "2 nested", "4 nested"]));
        });
    }

    [Test]
    public void An_agent_speaks_for_its_calls_and_borrows_their_instructions() // T10
    {
        var pair = Evaluated.Of(
            Agent(1, "Guide", input: User("Plan a day in Kyoto"), output: All(Call("c1", "map"), Result("c1", "x"), Text("assistant", "Temples.", "stop"))),
            Chat(2, 1, 1, 10, User("Plan a day in Kyoto"), All(Call("c1", "map"))).Tag("gen_ai.system_instructions", """[{"type":"text","content":"You guide."}]"""),
            Tool(3, "map", 1, 11, 20),
            Chat(4, 1, 21, 30, User("x"), Assistant("Temples."))).Pair;

        Assert.Multiple(() =>
        {
            Assert.That(pair.Prompt.ToString(), Is.EqualTo("Plan a day in Kyoto"));
            Assert.That(pair.Response.ToString(), Is.EqualTo("Temples."));
            Assert.That(pair.Agents, Is.EqualTo(["Guide"]));
            Assert.That(pair.System.ToString(), Is.EqualTo("You guide."));
            Assert.That(pair.Tools, Is.EqualTo(["map"]));
            Assert.That(pair.Flags, Is.Empty);
            Assert.That(pair.Model, Is.EqualTo("m"), "known only to the calls below");
        });
    }

    [Test]
    public void A_workflow_is_one_run_from_first_question_to_last_answer() // T13
    {
        var result = Evaluated.Of(
            Op("invoke_workflow", 1, end: 100),
            new TestSpan("executor.process writer", 2, 1, 1, 40),
            Agent(3, "writer", 2, 2, 39, User("Slogan for tea"), Assistant("Sip slow")),
            new TestSpan("executor.process editor", 4, 1, 41, 90),
            Agent(5, "editor", 4, 42, 89, User("Sip slow"), Assistant("Sip slowly.")));

        Assert.That(result.Texts, Is.EqualTo(["Slogan for tea → Sip slowly."]));
        Assert.That(result.Pair.Agents, Is.EqualTo(["writer", "editor"]));
    }

    [Test]
    public void A_prompt_function_of_Semantic_Kernel_is_no_tool() // T16
    {
        var result = Evaluated.Of(
            new TestSpan("execute_tool InvokePromptAsync_9f", 1, end: 50).Scope("Microsoft.SemanticKernel")
                .Tag("gen_ai.operation.name", "execute_tool").Tag("gen_ai.tool.call.arguments", """{"topic":"bees"}""").Tag("gen_ai.tool.call.result", "x"),
            Chat(2, 1, 1, 10, User("Write about bees"), Assistant("Bzz")));

        Assert.That(result.Texts, Is.EqualTo(["Write about bees → Bzz"]));
        Assert.That(result.Outcomes, Is.EqualTo(["1 -", "2 nested"]));
    }

    [Test]
    public void The_native_span_below_donates_and_gives_no_second_record() // T17
    {
        var result = Evaluated.Of(
            Agent(1, "Lights", input: User("On?"), output: Assistant("On.")),
            new TestSpan("execute_tool GetLights", 2, 1, 5, 9).Scope("Microsoft.SemanticKernel").Tag("gen_ai.operation.name", "execute_tool").Tag("gen_ai.tool.name", "GetLights"),
            Chat(3, 1, 10, 20, User("On?"), Assistant("On.")),
            Chat(4, 3, 11, 19).Scope("OpenAI.ChatClient").Tag("gen_ai.response.model", "gpt-9"));

        Assert.That(result.Pair.Model, Is.EqualTo("gpt-9"));
        Assert.That(result.Outcomes, Is.EqualTo(["1 -", "3 nested", "4 nested"]), "the function under the agent is a tool");
    }

    [Test]
    public void An_agent_used_as_tool_belongs_to_the_agent_that_called_it() => Assert.That(
        Evaluated.Of(
            Agent(1, "Boss", input: User("Weather?"), output: Assistant("Fine.")),
            Tool(2, "helper", 1, 5, 50),
            Agent(3, "helper", 2, 6, 49, User("weather in Paris"), Assistant("Sunny"))).Outcomes,
        Is.EqualTo(["1 -", "3 nested"]));

    [Test]
    public void What_ran_inside_a_tool_of_another_process_is_its_callers_unless_asked_for()
    {
        TestSpan[] spans = [Tool(1, "ask", end: 50), Chat(2, 1, 1, 40, User("q"), Assistant("a"))];

        Assert.That(Evaluated.Of(spans).Outcomes, Is.EqualTo(["2 inside_tool"]));
        Assert.That(Evaluated.Of(new PairOptions { IncludeInsideTools = true }, spans).Texts, Is.EqualTo(["q → a"]));
    }

    [Test]
    public void The_id_of_a_tools_call_has_several_names([Values("gen_ai.tool.call.id", "ai.toolCall.id", "tool_call.id")] string name) => Assert.That(
        Evaluated.Of(Tool(1, "t", callId: null).Tag(name, "c1"), Chat(2, 1, 1, 5, User("q"), Assistant("a"))).Outcomes, Is.EqualTo(["2 inside_tool"]));

    [Test]
    public void A_tool_that_no_model_called_hides_nothing() => Assert.That(
        Evaluated.Of(Tool(1, "t", callId: null), Chat(2, 1, 1, 5, User("q"), Assistant("a"))).Texts, Is.EqualTo(["q → a"]));

    [Test]
    public void What_answers_nobody_hides_nothing([Values("retrieval", "search_memory", "embeddings", "handoff")] string operation) => Assert.That(
        Evaluated.Of(Op(operation, 1), Chat(2, 1, 1, 5, User("q"), Assistant("a"))).Texts, Is.EqualTo(["q → a"]));

    [TestCase("tools/call", false)]
    [TestCase("prompts/get", true)]
    [TestCase("sampling/createMessage", true)]
    [TestCase("initialize", true)]
    public void Of_the_Model_Context_Protocol_only_a_call_of_a_tool_hides_what_is_below(string method, bool gives) => Assert.That(
        Evaluated.Of(new TestSpan(method, 1).Tag("mcp.method.name", method), Chat(2, 1, 1, 5, User("q"), Assistant("a"))).Outcomes,
        Is.EqualTo([gives ? "2 -" : "2 inside_tool"]));

    [Test]
    public void A_judges_words_are_never_prompt_or_answer() => Assert.That(
        Evaluated.Of(
            Op("invoke_workflow", 1).Tag("x", 1),
            Op("guardrail.run", 2, 1, 1, 50),
            Chat(3, 2, 2, 49, User("Is this safe?"), Assistant("yes"))).Outcomes,
        Is.EqualTo(["1 no_content", "3 guardrail"]));

    [Test]
    public void Ancestors_that_nobody_recorded_are_walked_through()
    {
        var result = Evaluated.Of(
            Agent(1, "A", input: User("q"), output: Assistant("a")),
            Chat(2, parent: 8, start: 5, end: 9, input: User("q"), output: Assistant("a")).Unseen(8, 7).Unseen(7, 1));

        Assert.That(result.Outcomes, Is.EqualTo(["1 -", "2 nested"]));
    }

    [Test]
    public void Operations_may_be_given_twice_and_the_agent_wins() =>
        Assert.That(Evaluated.Of(Chat(1, input: User("q"), output: Assistant("a")).Tag("gen_ai.operation.name", "invoke_agent")).Pair.Kind, Is.EqualTo("agent"));

    [Test]
    public void A_bracket_gives_one_record_for_each_of_its_runs()
    {
        var result = Evaluated.Of(
            Op("chain", 1, end: 100),
            Agent(2, "A", 1, 1, 20, User("first?"), Assistant("one")),
            Agent(3, "B", 1, 30, 50, User("second?"), Assistant("two")));

        Assert.That(result.Texts, Is.EquivalentTo(["first? → one", "second? → two"]));
        Assert.That(result.Outcomes, Is.EqualTo(["1 nested", "2 -", "3 -"]));
    }

    [Test]
    public void A_bracket_around_one_prompt_is_the_run_itself()
    {
        var result = Evaluated.Of(
            Op("chain", 1, end: 100),
            Agent(2, "A", 1, 1, 20, User("q"), All(Call("h", "handoff_to_B"))),
            Agent(3, "B", 1, 30, 50, User("q"), Assistant("done")));

        Assert.That(result.Texts, Is.EqualTo(["q → done"]));
        Assert.That(result.Outcomes, Is.EqualTo(["1 -", "2 nested", "3 nested"]));
    }

    [Test]
    public void One_record_for_a_whole_trace_on_request()
    {
        TestSpan[] spans =
        [
            Chat(1, parent: 9, start: 0, end: 10, input: User("first?"), output: Assistant("one")),
            Chat(2, parent: 9, start: 20, end: 30, input: User("second?"), output: Assistant("two")),
        ];

        Assert.That(Evaluated.Of(spans).Texts, Is.EqualTo(["first? → one", "second? → two"]));
        var whole = Evaluated.Of(new PairOptions { OneRecordPerTrace = true }, spans);
        Assert.That(whole.Texts, Is.EqualTo(["first? → two"]));
        Assert.That(whole.Outcomes, Is.EqualTo(["1 -", "2 continuation"]));
    }
}
