using OTel.Argilla.Exporter.Tests.Assembly;
using static OTel.Argilla.Exporter.Tests.Assembly.TestSpan;

namespace OTel.Argilla.Exporter.Tests.Cases;

/// <summary>Traces of agent frameworks with keys of their own.</summary>
[TestFixture]
public sealed class FrameworkCases
{
    [Test]
    public void A_Pydantic_run_with_a_history()
    {
        var pair = Evaluated.Of(Agent(1, "a")
            .Tag("pydantic_ai.all_messages", All(Text("user", "q1"), Text("assistant", "a1"), Text("user", "q2"), Text("assistant", "a2"), Text("user", "q3"), Call("c", "final_result"), Result("c", "ok")))
            .Tag("pydantic_ai.new_message_index", 4).Tag("final_result", """{"city":"Lima"}""")).Pair;
        Assert.That((pair.Prompt.ToString(), pair.Response.ToString(), pair.History.Count), Is.EqualTo(("q3", """{"city":"Lima"}""", 4)));
    }

    [Test]
    public void Tool_results_in_the_name_of_the_user() => Assert.That(
        Evaluated.Of(Agent(1, "a").Tag("final_result", "a")
            .Tag("pydantic_ai.all_messages", """[{"role":"user","parts":[{"type":"text","content":"q"}]},{"role":"assistant","parts":[{"type":"tool_call","id":"c","name":"t","arguments":"{}"}]},{"role":"user","parts":[{"type":"tool_call_response","id":"c","name":"t","result":"r"}]},{"role":"assistant","parts":[{"type":"text","content":"a"}]}]""")).Texts,
        Is.EqualTo(["q → a"]));

    [Test]
    public void No_final_result() => Assert.That(
        Evaluated.Of(Agent(1, "a").Tag("pydantic_ai.all_messages", All(Text("user", "q"), Text("assistant", "a")))).Texts, Is.EqualTo(["q → a"]));

    [Test]
    public void A_run_that_added_no_answer_gives_none_of_an_earlier_one() => Assert.That(
        Evaluated.Of(Agent(1, "a").Tag("pydantic_ai.all_messages", All(Text("user", "q1"), Text("assistant", "a1"), Text("user", "q2"))).Tag("pydantic_ai.new_message_index", 2)).Pairs, Is.Empty);

    [Test]
    public void An_agents_name_makes_no_agent()
    {
        var pair = Evaluated.Of(Chat(1, input: User("q"), output: Assistant("a")).Tag("gen_ai.agent.name", "a")).Pair;
        Assert.That(pair.Kind, Is.EqualTo("llm"));
    }

    [Test]
    public void LangSmith_runs()
    {
        var result = Evaluated.Of(
            Smith("chain", 1, """{"question":"q","style":"short"}""", """{"output":"a"}""", "chain"),
            Smith("prompt", 2, """{"question":"q"}""", """{"messages":[{"type":"human","content":"q!"}]}""", "chat", 1),
            Smith("retriever", 3, """{"query":"q"}""", """{"documents":[]}""", "embeddings", 1),
            Smith("llm", 4, """{"messages":[[{"lc":1,"type":"constructor","id":["langchain","schema","messages","HumanMessage"],"kwargs":{"content":"q!"}}]]}""", """{"generations":[[{"text":"a"}]]}""", "chat", 1));
        Assert.That(result.Texts, Is.EqualTo(["q → a"]));
        Assert.That(result.Outcomes, Is.EqualTo(["1 -", "4 nested"]));
    }

    [Test]
    public void A_LangSmith_call() => Assert.That(
        Evaluated.Of(Smith("llm", 1, """{"messages":[[{"lc":1,"type":"constructor","id":["langchain","schema","messages","HumanMessage"],"kwargs":{"content":"q"}}]]}""", """{"generations":[[{"text":"a"}]]}""", "chat")).Texts,
        Is.EqualTo(["q → a"]));

    [Test]
    public void An_ADK_invocation()
    {
        var pair = Evaluated.Of(
            Adk("invocation", 1, 0, 0, 100), Adk("agent_run [a]", 2, 1, 1, 99),
            Adk("call_llm", 3, 2, 2, 20).Tag("gcp.vertex.agent.llm_request", """{"model":"g","config":{"system_instruction":"Be kind."},"contents":[{"role":"user","parts":[{"text":"Weather?"}]}]}""")
                .Tag("gcp.vertex.agent.llm_response", """{"content":{"role":"model","parts":[{"function_call":{"name":"get","args":{}}}]}}"""),
            Tool(4, "get", 2, 21, 30).Tag("gcp.vertex.agent.llm_request", "{}").Tag("gcp.vertex.agent.llm_response", "{}"),
            Adk("call_llm", 5, 2, 31, 50).Tag("gcp.vertex.agent.llm_request", """{"model":"g","config":{},"contents":[{"role":"user","parts":[{"text":"Weather?"}]},{"role":"model","parts":[{"function_call":{"name":"get","args":{}}}]},{"role":"user","parts":[{"function_response":{"name":"get","response":{}}}]}]}""")
                .Tag("gcp.vertex.agent.llm_response", """{"content":{"role":"model","parts":[{"text":"Sunny"}]}}""")).Pair;
        Assert.That((pair.Prompt.ToString(), pair.Response.ToString(), pair.System.ToString()), Is.EqualTo(("Weather?", "Sunny", "Be kind.")));
    }

    [Test]
    public void Placeholders_on_a_tool_are_never_content() => Assert.That(
        Evaluated.Of(
            Adk("invocation", 1, 0, 0, 100), Tool(2, "get", 1, 1, 30).Scope("gcp.vertex.agent").Tag("gcp.vertex.agent.llm_request", "{}").Tag("gcp.vertex.agent.llm_response", "{}")
                .Tag("gcp.vertex.agent.tool_call_args", """{"city":"Oslo"}""").Tag("gcp.vertex.agent.tool_response", """{"result":"4"}""")).Outcomes,
        Is.EqualTo(["1 no_content"]));

    [Test]
    public void Strands_events() => Assert.That(
        Evaluated.Of(
            Strand("invoke_agent", 1).Event("gen_ai.user.message", ("content", """[{"text":"q"}]""")).Event("gen_ai.choice", ("message", "a\n"), ("finish_reason", "end_turn")),
            Strand("execute_event_loop_cycle", 2, 1).Event("gen_ai.user.message", ("content", """[{"text":"q"}]""")).Event("gen_ai.choice", ("message", """[{"toolUse":{"toolUseId":"c","name":"t","input":{}}}]"""), ("tool.result", "[]")),
            Strand("chat", 3, 2).Event("gen_ai.user.message", ("content", """[{"text":"q"}]""")).Event("gen_ai.choice", ("message", """[{"toolUse":{"toolUseId":"c","name":"t","input":{}}}]"""), ("finish_reason", "tool_use")),
            Strand("execute_tool", 4, 2).Event("gen_ai.tool.message", ("role", "tool"), ("content", "{}"), ("id", "c")).Event("gen_ai.choice", ("message", "22"), ("id", "c"))).Texts,
        Is.EqualTo(["q → a\n"]));

    [Test]
    public void A_call_of_Strands_alone() => Assert.That(
        Evaluated.Of(Strand("chat", 3).Event("gen_ai.user.message", ("content", """[{"text":"q"}]""")).Event("gen_ai.choice", ("message", """[{"text":"a"}]"""), ("finish_reason", "end_turn"))).Texts,
        Is.EqualTo(["q → a"]));

    [Test]
    public void Details_in_three_events()
    {
        const string Details = "gen_ai.client.inference.operation.details";
        var pair = Evaluated.Of(Strand("invoke_agent", 1).Event(Details, ("gen_ai.input.messages", User("q")))
            .Event(Details, ("gen_ai.system_instructions", """[{"type":"text","content":"s"}]""")).Event(Details, ("gen_ai.output.messages", Assistant("a")))).Pair;
        Assert.That((pair.System.ToString(), pair.Prompt.ToString(), pair.Response.ToString()), Is.EqualTo(("s", "q", "a")));
    }

    [TestCase("invoke_swarm")]
    [TestCase("invoke_graph")]
    [TestCase("invoke_my_own")]
    public void Several_agents_of_Strands(string operation) => Assert.That(
        Evaluated.Of(Strand(operation, 1).Event("gen_ai.user.message", ("content", "Design a logo")).Event("gen_ai.choice", ("message", "A fox."))).Texts, Is.EqualTo(["Design a logo → A fox."]));

    [Test]
    public void The_LiteLLM_proxy()
    {
        var result = Evaluated.Of(
            new TestSpan("Received Proxy Server Request", 1, end: 90).Scope("litellm"),
            Chat(2, 1, 1, 80, User("q"), Assistant("a")).Scope("litellm").Tag("gen_ai.cost.total_cost", 0.002),
            new TestSpan("raw_gen_ai_request", 3, 2, 2, 70).Scope("litellm").Tag("llm.openai.messages", "[{'role': 'user', 'content': 'q'}]").Tag("gen_ai.request.model", "m"));
        Assert.That(result.Outcomes, Is.EqualTo(["2 -"]));
        Assert.That(result.Pair.Cost, Is.EqualTo(0.002));
    }

    [Test]
    public void A_Mastra_agent() => Assert.That(
        Evaluated.Of(
            Agent(1, "a").Tag("mastra.span.type", "agent_run").Tag("mastra.agent_run.input", """[{"role":"user","content":"q"}]""").Tag("mastra.agent_run.output", """{"text":"a"}"""),
            Chat(2, 1, 1, 9, User("q"), Assistant("a")).Tag("mastra.span.type", "model_generation")).Outcomes,
        Is.EqualTo(["1 -", "2 nested"]));

    [Test]
    public void A_Haystack_pipeline() => Assert.That(
        Evaluated.Of(new TestSpan("haystack.pipeline.run", 1).Tag("haystack.pipeline.input_data", """{"prompt_builder":{"q":"Why sky blue?"}}""").Tag("haystack.pipeline.output_data", """{"llm":{"replies":["Rayleigh"]}}""")).Texts,
        Is.EqualTo(["Why sky blue? → Rayleigh"]));

    [Test]
    public void Spring_AI_before_and_after_version_1()
    {
        Assert.That(
            Evaluated.Of(Chat(1).Tag("gen_ai.system", "openai").Event("gen_ai.content.prompt", ("gen_ai.prompt", "q")).Event("gen_ai.content.completion", ("gen_ai.completion", "a"))).Texts, Is.EqualTo(["q → a"]));
        Assert.That(Evaluated.Of(Op("framework", 1).Tag("gen_ai.system", "spring_ai").Tag("spring.ai.kind", "chat_client")).Outcomes, Is.EqualTo(["1 no_content"]));
    }

    [Test]
    public void Two_choices_in_log_records() => Assert.That(
        Evaluated.Of(Chat(1).Log("gen_ai.user.message", """{"content":"q"}""", 1)
            .Log("gen_ai.choice", """{"index":0,"message":{"content":"A"}}""", 2).Log("gen_ai.choice", """{"index":1,"message":{"content":"B"}}""", 3)).Texts,
        Is.EqualTo(["q → A", "q → B"]));

    [Test]
    public void Two_choices_in_messages() => Assert.That(
        Evaluated.Of(Chat(1, input: User("q"), output: All(Text("assistant", "A", "stop"), Text("assistant", "B", "stop"))).Tag("gen_ai.request.choice.count", 2)).Texts, Is.EqualTo(["q → A", "q → B"]));

    private static TestSpan Smith(string kind, int id, string input, string output, string operation, int parent = 0) =>
        Op(operation, id, parent, parent == 0 ? 0 : id, parent == 0 ? 100 : id + 1).Scope("langsmith").Tag("langsmith.span.kind", kind).Tag("gen_ai.prompt", input).Tag("gen_ai.completion", output);

    private static TestSpan Adk(string name, int id, int parent, int start, int end) =>
        new TestSpan(name, id, parent, start, end).Scope("gcp.vertex.agent").Tag("gen_ai.system", "gcp.vertex.agent");

    private static TestSpan Strand(string operation, int id, int parent = 0) =>
        Op(operation, id, parent, parent, 100 - parent).Scope("strands.telemetry.tracer").Tag("gen_ai.system", "strands-agents");
}
