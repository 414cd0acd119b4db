using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Tests.Assembly;
using static OTel.Argilla.Exporter.Tests.Assembly.TestSpan;

namespace OTel.Argilla.Exporter.Tests.Dialects;

[TestFixture]
public sealed class DialectTests
{
    [Test]
    public void Content_events_of_convention_1_26() // T15
    {
        var pair = Evaluated.Of(new TestSpan("chat.completions m", 1).Tag("gen_ai.operation.name", "chat.completions").Tag("gen_ai.system", "openai")
            .Tag("gen_ai.response.finish_reason", """["Stop"]""")
            .Event("gen_ai.content.prompt", ("gen_ai.prompt", """[{"role":"user","content":"Hi"}]"""))
            .Event("gen_ai.content.completion", ("gen_ai.completion", """[{"role":"Assistant","content":"Hello","finish_reason":"Stop"}]"""))).Pair;
        Assert.That((pair.Prompt.ToString(), pair.Response.ToString(), pair.FinishReason), Is.EqualTo(("Hi", "Hello", "stop")));
    }

    [Test]
    public void A_model_without_an_operation_is_a_call() => Assert.That(
        Evaluated.Of(new TestSpan("m", 1).Tag("gen_ai.system", "openai").Tag("gen_ai.request.model", "m")
            .Event("gen_ai.content.prompt", ("gen_ai.prompt", "Hi")).Event("gen_ai.content.completion", ("gen_ai.completion", "Hello"))).Texts,
        Is.EqualTo(["Hi → Hello"]));

    [Test]
    public void Log_records_of_conventions_1_28_to_1_36() // T06
    {
        var span = Chat(1).Tag("gen_ai.system", "openai");
        Assert.That(Evaluated.Of(span).Outcomes, Is.EqualTo(["1 no_content"]));

        span.Log("gen_ai.choice", """{"index":0,"message":{"content":"7"},"finish_reason":"stop"}""", 3)
            .Log("gen_ai.user.message", """{"content":"Sum 2 and 5"}""", 2)
            .Log("gen_ai.system.message", """{"content":"Be brief"}""", 1);
        var pair = Evaluated.Of(span).Pair;
        Assert.That((pair.System.ToString(), pair.Prompt.ToString(), pair.Response.ToString()), Is.EqualTo(("Be brief", "Sum 2 and 5", "7")));
    }

    [Test]
    public void Structured_bodies_of_log_records() => Assert.That(
        Evaluated.Of(Chat(1)
            .Log("gen_ai.user.message", new Dictionary<string, object?> { ["content"] = "Sum" }, 1)
            .Log("gen_ai.choice", new Dictionary<string, object?> { ["index"] = 0, ["message"] = new Dictionary<string, object?> { ["content"] = "7" } }, 2)).Texts,
        Is.EqualTo(["Sum → 7"]));

    [Test]
    public void Operation_details_may_come_in_pieces() // as T53
    {
        const string Details = "gen_ai.client.inference.operation.details";
        var pair = Evaluated.Of(Chat(1)
            .Event(Details, ("gen_ai.input.messages", User("q")))
            .Log(Details, null, 1, ("gen_ai.system_instructions", """[{"type":"text","content":"s"}]"""))
            .Log(Details, null, 2, ("gen_ai.output.messages", Assistant("a")))).Pair;
        Assert.That((pair.System.ToString(), pair.Prompt.ToString(), pair.Response.ToString()), Is.EqualTo(("s", "q", "a")));
        Assert.That(pair.PromptSource, Is.EqualTo(Details));
    }

    [Test]
    public void Attributes_win_over_events_and_sides_are_chosen_apart()
    {
        var pair = Evaluated.Of(Chat(1, input: User("attribute"))
            .Event("gen_ai.user.message", ("gen_ai.event.content", """{"content":"event"}"""))
            .Event("gen_ai.choice", ("gen_ai.event.content", """{"index":0,"message":{"content":"a"}}"""))).Pair;
        Assert.That((pair.Prompt.ToString(), pair.PromptSource), Is.EqualTo(("attribute", "gen_ai.input.messages")));
        Assert.That((pair.Response.ToString(), pair.ResponseSource), Is.EqualTo(("a", "gen_ai.choice")));
    }

    [Test]
    public void Semantic_Kernel_events() // T14
    {
        var pair = Evaluated.Of(Chat(1).Scope("Microsoft.SemanticKernel.Diagnostics")
            .Event("gen_ai.tool.developer", ("gen_ai.event.content", """{"role":"developer","content":"dev"}"""))
            .Event("gen_ai.user.message", ("gen_ai.event.content", """{"role":"user","name":null,"content":"Hi","tool_calls":[]}"""))
            .Event("gen_ai.choice", ("gen_ai.event.content", """{"index":0,"message":{"role":"Assistant","name":null,"content":"Hello","tool_calls":[]},"tool_calls":[],"finish_reason":"Stop"}"""))).Pair;
        Assert.That((pair.System.ToString(), pair.Prompt.ToString(), pair.Response.ToString(), pair.FinishReason), Is.EqualTo(("dev", "Hi", "Hello", "stop")));
        Assert.That(pair.Dialect, Is.EqualTo("semantic-kernel"));
    }

    [Test]
    public void Semantic_Kernel_text_completion() => // T18
        Assert.That(
            Evaluated.Of(Op("text_completion", 1)
                .Event("gen_ai.user.message", ("gen_ai.event.content", "Once upon"))
                .Event("gen_ai.choice", ("gen_ai.event.content", """{"index":0,"message":" a time","finish_reason":"stop"}"""))).Texts,
            Is.EqualTo(["Once upon →  a time"]));

    [Test]
    public void Semantic_Kernel_agents_of_2025() => Assert.That(
        Evaluated.Of(Agent(1, "A").Tag("gen_ai.agent.invocation_input", """[{"role":"user","content":"Hi"}]""").Tag("gen_ai.agent.invocation_output", """[{"role":"assistant","content":"Hello"}]""")).Texts,
        Is.EqualTo(["Hi → Hello"]));

    [Test]
    public void Azure_inference_encodes_once_or_twice([Values] bool twice) // T20
    {
        var choice = """{"message":{"content":"Hello"},"finish_reason":"stop","index":0}""";
        var span = Chat(1).Tag("gen_ai.system", "az.ai.inference")
            .Event("gen_ai.user.message", ("gen_ai.event.content", twice ? "Hi" : """{"content":"Hi"}"""))
            .Event("gen_ai.choice", ("gen_ai.event.content", twice ? System.Text.Json.JsonSerializer.Serialize(choice) : choice));
        Assert.That(Evaluated.Of(span).Texts, Is.EqualTo(["Hi → Hello"]));
        Assert.That(Evaluated.Of(span).Pair.Provider, Is.EqualTo("azure.ai.inference"));
    }

    [TestCase("OpenAI.ChatClient", "Microsoft.Extensions.AI")] // T19
    [TestCase("com.anthropic.sdk.csharp", "ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE=content")]
    [TestCase("Experimental.Microsoft.Extensions.AI", "EnableSensitiveData = true")] // T05
    [TestCase("Experimental.Microsoft.Agents.AI", "agent.AsBuilder().UseOpenTelemetry")]
    [TestCase("Microsoft.SemanticKernel.Diagnostics", "EnableOTelDiagnosticsSensitive")]
    [TestCase("Azure.AI.Inference.ChatCompletionsClient", "AZURE_TRACING_GEN_AI_CONTENT_RECORDING_ENABLED")]
    [TestCase("anything", "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true")]
    public void Spans_without_content_name_the_switch_of_their_SDK(string scope, string hint)
    {
        var result = Evaluated.Of(Chat(1).Scope(scope));
        Assert.That(result.Outcomes, Is.EqualTo(["1 no_content"]));
        Assert.That(result.Hint, Does.Contain(hint));
    }

    [Test]
    public void Embeddings_and_lone_tools_are_no_candidates() =>
        Assert.That(Evaluated.Of(Op("embeddings", 1), Tool(2, "t"), Op("create_agent", 3), Op("retrieval", 4)).Outcomes, Is.Empty);

    [TestCase("azure", "azure.ai.openai")]
    [TestCase("Watsonx", "ibm.watsonx.ai")]
    [TestCase("langchain", null)]
    [TestCase("OpenAI", "openai")]
    public void Providers_are_folded(string written, string? provider) => Assert.That(Folds.Provider(written), Is.EqualTo(provider));

    [TestCase("""["tool_calls"]""", "tool_call")]
    [TestCase("Stop", "stop")]
    [TestCase("stop, length", "stop")]
    [TestCase("""["N/A"]""", null)]
    [TestCase("[]", null)]
    [TestCase("weird", "weird")]
    public void Finish_reasons_are_folded(string written, string? reason) => Assert.That(Folds.FinishOf(written, 0), Is.EqualTo(reason));
}
