using OTel.Argilla.Exporter.Tests.Assembly;
using static OTel.Argilla.Exporter.Tests.Assembly.TestSpan;

namespace OTel.Argilla.Exporter.Tests.Cases;

/// <summary>Traces as .NET SDKs make them, and the records that a person would expect of them.</summary>
[TestFixture]
public sealed class DotNetCases
{
    [Test]
    public void A_call()
    {
        var pair = Evaluated.Of(Chat(1, input: User("Name a river in Chile"), output: Assistant("The Loa.")).Usage(9, 4)).Pair;
        Assert.That((pair.Prompt.ToString(), pair.Response.ToString(), pair.Model, pair.InputTokens, pair.OutputTokens), Is.EqualTo(("Name a river in Chile", "The Loa.", "m", 9L, 4L)));
    }

    [Test]
    public void A_call_below_an_HTTP_request() => Assert.That(
        Evaluated.Of(new TestSpan("HTTP POST /ask", 1, end: 99).Tag("http.request.method", "POST"), Chat(2, 1, 1, 9, User("Name a river in Chile"), Assistant("The Loa."))).Texts,
        Is.EqualTo(["Name a river in Chile → The Loa."]));

    [Test]
    public void The_wrapper_that_runs_tools()
    {
        var pair = Evaluated.Of(
            new TestSpan("orchestrate_tools", 1, end: 100).Usage(90, 20),
            Chat(2, 1, 1, 9, User("Weather in Oslo?"), All(Call("c1", "get_weather"))).Usage(40, 10),
            Tool(3, "get_weather", 1, 10, 19),
            Chat(4, 1, 20, 29, All(Text("user", "Weather in Oslo?"), Call("c1", "get_weather"), Result("c1", "4")), Assistant("4 °C and rain")).Usage(50, 10)).Pair;
        Assert.That((pair.Prompt.ToString(), pair.Response.ToString()), Is.EqualTo(("Weather in Oslo?", "4 °C and rain")));
        Assert.That((pair.InputTokens, pair.OutputTokens), Is.EqualTo((90L, 20L)));
        Assert.That(pair.Tools, Is.EqualTo(["get_weather"]));
        Assert.That(pair.Flags, Is.EqualTo(["borrowed"]));
    }

    [Test]
    public void A_transcript_is_no_list_of_choices() => Assert.That(
        Evaluated.Of(Chat(1, input: User("Book a table"), output: All(Call("c1", "book", finish: "stop"), Result("c1", "ok"), Text("assistant", "Booked for 8 pm", "stop")))).Texts,
        Is.EqualTo(["Book a table → Booked for 8 pm"]));

    [Test]
    public void Without_content() => Assert.That(Evaluated.Of(Chat(1).Usage(9, 4)).Outcomes, Is.EqualTo(["1 no_content"]));

    [Test]
    public void Content_in_log_records([Values] bool joined)
    {
        var span = Chat(1);
        if (joined)
        {
            span.Log("gen_ai.system.message", """{"content":"s"}""", 1).Log("gen_ai.user.message", """{"content":"Sum 2 and 5"}""", 2).Log("gen_ai.choice", """{"index":0,"message":{"content":"7"}}""", 3);
        }

        Assert.That(Evaluated.Of(span).Texts, Is.EqualTo(joined ? ["Sum 2 and 5 → 7"] : Array.Empty<string>()));
    }

    [Test]
    public void An_image_is_a_placeholder()
    {
        var image = new string('A', 900_000);
        Assert.That(
            Evaluated.Of(Chat(1, input: $$"""[{"role":"user","parts":[{"type":"text","content":"What breed?"},{"type":"blob","content":"{{image}}","mime_type":"image/png","modality":"image"}]}]""", output: Assistant("A pug."))).Texts,
            Is.EqualTo(["What breed?\n[image: image/png] → A pug."]));
    }

    [Test]
    public void Reasoning_is_no_answer()
    {
        var pair = Evaluated.Of(Chat(1, input: User("Prime?"), output: """[{"role":"assistant","parts":[{"type":"reasoning","content":"7 has no divisor"},{"type":"text","content":"Yes."}]}]""")).Pair;
        Assert.That((pair.Response.ToString(), pair.Reasoning.ToString()), Is.EqualTo(("Yes.", "7 has no divisor")));
    }

    [Test]
    public void A_structured_answer() => Assert.That(
        Evaluated.Of(Chat(1, input: User("Lima?"), output: Assistant("""{"city":"Lima","pop":10}""")).Tag("gen_ai.output.type", "json")).Texts, Is.EqualTo(["""Lima? → {"city":"Lima","pop":10}"""]));

    [Test]
    public void An_agent_with_a_tool()
    {
        var pair = Evaluated.Of(
            Agent(1, "Guide", input: User("Plan a day in Kyoto"), output: All(Call("c1", "map"), Result("c1", "m"), Text("assistant", "Temples first."))),
            Chat(2, 1, 1, 9, User("Plan a day in Kyoto"), All(Call("c1", "map"))).Tag("gen_ai.system_instructions", """[{"type":"text","content":"Be kind."}]"""),
            Tool(3, "map", 1, 10, 19),
            Chat(4, 1, 20, 29, All(Text("user", "Plan a day in Kyoto"), Call("c1", "map"), Result("c1", "m")), Assistant("Temples first."))).Pair;
        Assert.That((pair.Prompt.ToString(), pair.Response.ToString(), pair.Kind, pair.System.ToString()), Is.EqualTo(("Plan a day in Kyoto", "Temples first.", "agent", "Be kind.")));
        Assert.That((pair.Agents, pair.Tools), Is.EqualTo((new[] { "Guide" }, new[] { "map" })));
    }

    [Test]
    public void A_run_that_was_split_over_traces()
    {
        var result = Evaluated.Of(
            Agent(1, "A", input: User("q"), output: Assistant("a"), trace: 1),
            Tool(2, "t", start: 10, end: 19, trace: 2),
            Chat(3, start: 20, end: 29, input: All(Text("user", "q"), Call("c1", "t"), Result("c1", "r")), output: Assistant("a"), trace: 3));
        Assert.That(result.Texts, Is.EqualTo(["q → a"]));
        Assert.That(result.Outcomes, Is.EqualTo(["1 -", "3 duplicate"]));
    }

    [Test]
    public void A_run_that_was_flattened() => Assert.That(
        Evaluated.Of(
            new TestSpan("POST", 9, end: 200),
            Agent(1, "A", 9, input: User("q"), output: All(Call("c1", "t"), Result("c1", "r"), Text("assistant", "a"))),
            Chat(2, 9, 1, 9, User("q"), All(Call("c1", "t"))),
            Tool(3, "t", 9, 10, 19),
            Chat(4, 9, 20, 29, All(Text("user", "q"), Call("c1", "t"), Result("c1", "r")), Assistant("a"))).Texts,
        Is.EqualTo(["q → a"]));

    [Test]
    public void A_workflow_of_two_agents()
    {
        var pair = Evaluated.Of(
            Op("invoke_workflow", 1),
            new TestSpan("executor.process writer", 2, 1, 1, 40),
            Agent(3, "writer", 2, 2, 39, User("Slogan for tea"), Assistant("Sip slow")),
            new TestSpan("executor.process editor", 4, 1, 41, 90),
            Agent(5, "editor", 4, 42, 89, User("Sip slow"), Assistant("Sip slowly."))).Pair;
        Assert.That((pair.Prompt.ToString(), pair.Response.ToString()), Is.EqualTo(("Slogan for tea", "Sip slowly.")));
        Assert.That(pair.Agents, Is.EqualTo(["writer", "editor"]));
    }

    [Test]
    public void Semantic_Kernel_events() => Assert.That(
        Evaluated.Of(Chat(1).Scope("Microsoft.SemanticKernel.Diagnostics")
            .Event("gen_ai.user.message", ("gen_ai.event.content", """{"role":"user","name":null,"content":"Hi","tool_calls":[]}"""))
            .Event("gen_ai.choice", ("gen_ai.event.content", """{"index":0,"message":{"role":"Assistant","content":"Hello","tool_calls":[]},"finish_reason":"Stop"}"""))).Texts,
        Is.EqualTo(["Hi → Hello"]));

    [Test]
    public void Semantic_Kernel_content_events()
    {
        var pair = Evaluated.Of(Op("chat.completions", 1).Scope("Microsoft.SemanticKernel.Diagnostics").Tag("gen_ai.response.finish_reason", """["Stop"]""")
            .Event("gen_ai.content.prompt", ("gen_ai.prompt", """[{"role":"user","content":"Hi"}]"""))
            .Event("gen_ai.content.completion", ("gen_ai.completion", """[{"role":"Assistant","content":"Hello"}]"""))).Pair;
        Assert.That((pair.Prompt.ToString(), pair.Response.ToString(), pair.FinishReason), Is.EqualTo(("Hi", "Hello", "stop")));
    }

    [Test]
    public void A_prompt_function_is_no_tool() => Assert.That(
        Evaluated.Of(
            Tool(1, "InvokePromptAsync_9f", callId: null, end: 50).Scope("Microsoft.SemanticKernel").Tag("gen_ai.tool.call.arguments", """{"topic":"bees"}"""),
            Chat(2, 1, 1, 9, User("Write about bees"), Assistant("Buzz."))).Texts,
        Is.EqualTo(["Write about bees → Buzz."]));

    [Test]
    public void The_same_call_in_two_layers()
    {
        var pair = Evaluated.Of(
            Agent(1, "A", input: User("q"), output: Assistant("a")).Scope("Microsoft.SemanticKernel.Diagnostics"),
            Chat(2, 1, 1, 19, User("q"), Assistant("a")).Scope("Microsoft.SemanticKernel.Diagnostics"),
            Tool(3, "GetLights", 1, 20, 29, callId: null).Scope("Microsoft.SemanticKernel"),
            Chat(4, 2, 2, 18).Scope("OpenAI.ChatClient").Tag("gen_ai.response.model", "m-2024")).Pair;
        Assert.That((pair.Prompt.ToString(), pair.Response.ToString(), pair.Model), Is.EqualTo(("q", "a", "m-2024")));
    }

    [Test]
    public void A_text_completion() => Assert.That(
        Evaluated.Of(Op("text_completion", 1)
            .Event("gen_ai.user.message", ("gen_ai.event.content", "Once upon"))
            .Event("gen_ai.choice", ("gen_ai.event.content", """{"index":0,"message":" a time"}"""))).Texts,
        Is.EqualTo(["Once upon →  a time"]));

    [Test]
    public void An_SDK_that_never_writes_content() => Assert.That(Evaluated.Of(Chat(1).Scope("OpenAI.ChatClient").Usage(1, 1)).Outcomes, Is.EqualTo(["1 no_content"]));

    [Test]
    public void JSON_within_a_JSON_string() => Assert.That(
        Evaluated.Of(Chat(1).Tag("gen_ai.system", "az.ai.inference")
            .Event("gen_ai.user.message", ("gen_ai.event.content", "Hi"))
            .Event("gen_ai.choice", ("gen_ai.event.content", "\"{\\\"index\\\":0,\\\"message\\\":{\\\"content\\\":\\\"Hello\\\"}}\""))).Texts,
        Is.EqualTo(["Hi → Hello"]));
}
