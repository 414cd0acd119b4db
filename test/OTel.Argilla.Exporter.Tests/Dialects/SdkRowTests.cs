using OTel.Argilla.Exporter.Tests.Assembly;
using static OTel.Argilla.Exporter.Tests.Assembly.TestSpan;

namespace OTel.Argilla.Exporter.Tests.Dialects;

/// <summary>One interaction of each SDK in the keys that it writes, and the record that it gives.</summary>
[TestFixture]
public sealed class SdkRowTests
{
    private static IEnumerable<TestCaseData> Rows()
    {
        yield return Row("Logfire over the OpenAI SDK, before the conventions", "q → a", new TestSpan("Chat Completion with 'm'", 1).Scope("logfire.openai")
            .Tag("request_data", """{"model":"m","messages":[{"role":"system","content":"s"},{"role":"user","content":"q"}]}""")
            .Tag("response_data", """{"message":{"role":"assistant","content":"a"},"usage":{"total_tokens":3}}"""));
        yield return Row("Logfire over the Responses API", "q → a", Op("chat", 1).Scope("logfire.openai").Tag("gen_ai.request.model", "m")
            .Tag("events", """[{"event.name":"gen_ai.user.message","content":"q","role":"user"},{"event.name":"gen_ai.choice","index":0,"message":{"content":"a","role":"assistant"}}]"""));
        yield return Row("Langfuse generation", "q → a", new TestSpan("f", 1).Scope("langfuse-sdk").Tag("langfuse.observation.type", "span").Tag("langfuse.observation.input", """{"args":["x"],"kwargs":{}}"""),
            new TestSpan("OpenAI-generation", 2, 1, 1, 9).Scope("langfuse-sdk").Tag("langfuse.observation.type", "generation").Tag("langfuse.observation.model.name", "m")
                .Tag("langfuse.observation.input", """{"tools":[],"messages":[{"role":"user","content":"q"}]}""").Tag("langfuse.observation.output", """{"role":"assistant","content":"a"}"""));
        yield return Row("Langfuse over LangChain", "Joke about cats → Meow", Langfuse("chain", 1, 0, """{"topic":"cats"}""", "\"Meow\""),
            Langfuse("chain", 2, 1, """{"topic":"cats"}""", """{"messages":[{"role":"user","content":"Joke about cats"}]}""", "ChatPromptTemplate"),
            Langfuse("generation", 3, 1, """[{"role":"user","content":"Joke about cats"}]""", """{"role":"assistant","content":"Meow"}"""));
        yield return Row("Langfuse trace input", "q → a", Langfuse("agent", 1, 0, """{"args":[],"kwargs":{"q":1}}""", "x").Tag("langfuse.trace.input", "\"q\"").Tag("langfuse.trace.output", "\"a\""));
        yield return Row("MLflow agent", "q → a", new TestSpan("predict", 1).Tag("mlflow.spanType", "\"AGENT\"").Tag("mlflow.spanInputs", """{"messages":[{"role":"user","content":"q"}]}""")
            .Tag("mlflow.spanOutputs", """{"choices":[{"index":0,"message":{"role":"assistant","content":"a"}}]}"""));
        yield return Row("Mastra workflow", "q → a", new TestSpan("workflow run", 1).Tag("mastra.span.type", "workflow_run").Tag("mastra.workflow_run.input", """{"prompt":"q"}""").Tag("mastra.workflow_run.output", """{"text":"a"}"""));
        yield return Row("LiveKit turn", "q → a",
            new TestSpan("agent_session", 1, end: 100).Scope("livekit-agents"),
            new TestSpan("agent_turn", 2, 1, 1, 90).Scope("livekit-agents").Tag("lk.user_input", "q"),
            new TestSpan("llm_node", 3, 2, 2, 80).Scope("livekit-agents").Tag("lk.chat_ctx", """{"items":[{"id":"1","type":"message","role":"system","content":["s"]},{"id":"2","type":"message","role":"user","content":["q"]}]}""")
                .Tag("lk.response.text", "a"));
        yield return Row("Genkit", "q → a", new TestSpan("generate", 1).Scope("genkit-tracer").Tag("genkit:type", "util")
            .Tag("genkit:input", """{"messages":[{"role":"user","content":[{"text":"q"}]}]}""").Tag("genkit:output", """{"message":{"role":"model","content":[{"text":"a"}]},"finishReason":"stop"}"""));
        yield return Row("Laminar function", "q → a", new TestSpan("ask", 1).Tag("lmnr.span.type", "DEFAULT").Tag("lmnr.span.input", """{"question":"q"}""").Tag("lmnr.span.output", "\"a\""));
        yield return Row("VoltAgent", "q → a", new TestSpan("agent", 1, end: 50).Tag("voltagent.operation_id", "o").Tag("entity.type", "agent").Tag("agent.messages", """[{"role":"user","content":"q"}]""").Tag("output", "a"),
            new TestSpan("llm", 2, 1, 1, 9).Tag("voltagent.operation_id", "o").Tag("entity.type", "agent").Tag("span.type", "llm").Tag("llm.messages", """[{"role":"user","content":"q"}]""").Tag("output", "x"));
        yield return Row("Flue task", "q → a", new TestSpan("task", 1).Scope("@flue/opentelemetry").Tag("flue.task.prompt", "q").Tag("flue.task.result", "a"));
        yield return Row("Claude Code", "q → a", new TestSpan("claude_code.interaction", 1, end: 50).Tag("span.type", "claude_code.interaction").Tag("user_prompt", "q"),
            new TestSpan("claude_code.llm_request", 2, 1, 1, 9).Tag("span.type", "claude_code.llm_request").Tag("new_context", "[USER] q").Tag("response.model_output", "a").Tag("model", "m"));
        yield return Row("Claude Code, redacted", "", new TestSpan("claude_code.interaction", 1, end: 50).Tag("span.type", "claude_code.interaction").Tag("user_prompt", "<REDACTED>"),
            new TestSpan("claude_code.llm_request", 2, 1, 1, 9).Tag("span.type", "claude_code.llm_request").Tag("model", "m"));
        yield return Row("Gemini CLI", "q → Hello", Op("user_prompt", 1).Tag("gen_ai.agent.name", "gemini-cli").Tag("gen_ai.input.messages", "q"),
            Op("llm_call", 2, 1, 1, 9).Tag("gen_ai.agent.name", "gemini-cli").Tag("gen_ai.input.messages", """[{"role":"user","parts":[{"text":"q"}]}]""")
                .Tag("gen_ai.output.messages", """[{"role":"model","parts":[{"text":"Hel"}]},{"role":"model","parts":[{"text":"lo"}]}]"""));
        yield return Row("Pipecat", "q → a", new TestSpan("turn", 1), new TestSpan("llm", 2, 1, 1, 9).Tag("gen_ai.system", "openai").Tag("gen_ai.request.model", "m").Tag("gen_ai.operation.name", "chat")
            .Tag("input", """[{"role":"system","content":"s"},{"role":"user","content":"q"}]""").Tag("output", "a"));
        yield return Row("OpenLIT with lines of roles", "q → a", Chat(1).Tag("telemetry.sdk.name", "openlit").Event("gen_ai.content.prompt", ("gen_ai.prompt", "system: s\nuser: q")).Event("gen_ai.content.completion", ("gen_ai.completion", "a")));
        yield return Row("Quarkus LangChain4j", "q → a", Chat(1).Scope("io.quarkus").Tag("gen_ai.content.prompt", "q").Tag("gen_ai.content.completion", "a"));
        yield return Row("Agent 365", "q → a", Op("InvokeAgent", 1).Scope("Agent365Sdk").Tag("gen_ai.input.messages", """{"version":"1.0","messages":[{"role":"user","parts":[{"type":"text","content":"q"}]}]}""")
            .Tag("gen_ai.output.messages", """{"version":"1.0","messages":[{"role":"assistant","parts":[{"type":"text","content":"a"}]}]}"""));
        yield return Row("Azure AI Projects, messages as events of that name", "q → a", Chat(1).Tag("gen_ai.provider.name", "microsoft.foundry")
            .Event("gen_ai.input.messages", ("gen_ai.event.content", """[{"role":"user","parts":[{"type":"text","content":"q"}]}]"""))
            .Event("gen_ai.output.messages", ("gen_ai.event.content", """[{"role":"assistant","parts":[{"type":"text","content":"a"}]}]""")));
        yield return Row("Agent Framework workflow before it had an operation", "q → b", new TestSpan("workflow.session", 1, end: 100), new TestSpan("workflow_invoke", 2, 1, 1, 99),
            new TestSpan("executor.process writer", 3, 2, 2, 40), Agent(4, "writer", 3, 3, 39, User("q"), Assistant("a")),
            new TestSpan("executor.process editor", 5, 2, 41, 90), Agent(6, "editor", 5, 42, 89, User("a"), Assistant("b")));
        yield return Row("Koog events", "q → a", Chat(1).Event("gen_ai.user.message", ("role", "user"), ("content", "q")).Event("gen_ai.choice", ("index", 0), ("message", """{"role":"assistant","content":"a"}"""), ("finish_reason", "stop")));
        yield return Row("rig", "q → a", Op("invoke_agent", 1).Tag("gen_ai.system_instructions", "s").Tag("gen_ai.prompt", "q").Tag("gen_ai.completion", "a"));
        yield return Row("OpenRouter", "q → a", Chat(1).Tag("gen_ai.prompt", """{"messages":[{"role":"user","content":"q"}]}""").Tag("gen_ai.completion", """{"completion":"a","reasoning":null}"""));
        yield return Row("OpenLLMetry over Vertex AI, which names the text by its role", "q → a", new TestSpan("vertexai.generate_content", 1).Tag("llm.request.type", "completion").Tag("gen_ai.prompt.0.user", "q").Tag("gen_ai.completion.0.content", "a"));
        yield return Row("OpenLLMetry with parts as JSON", "What breed?\n[image: dog.png] → A pug.", new TestSpan("openai.chat", 1).Tag("llm.request.type", "chat").Tag("gen_ai.prompt.0.role", "user")
            .Tag("gen_ai.prompt.0.content", """[{"type":"text","text":"What breed?"},{"type":"image_url","image_url":{"url":"https://x.example/dog.png"}}]""").Tag("gen_ai.completion.0.content", "A pug."));
        yield return Row("OpenLLMetry over LangGraph", "q → a", new TestSpan("LangGraph.workflow", 1).Tag("traceloop.span.kind", "workflow")
            .Tag("traceloop.entity.input", """{"inputs":{"messages":[["user","q"]]},"tags":[],"metadata":{},"kwargs":{"name":"LangGraph"}}""")
            .Tag("traceloop.entity.output", """{"outputs":{"messages":[{"lc":1,"type":"constructor","id":["langchain","schema","messages","HumanMessage"],"kwargs":{"content":"q","type":"human"}},{"lc":1,"type":"constructor","id":["langchain","schema","messages","AIMessage"],"kwargs":{"content":"a","type":"ai"}}]},"kwargs":{"tags":[]}}"""));
        yield return Row("OpenLLMetry over a chain of LangChain", "Joke about cats → Meow",
            new TestSpan("RunnableSequence.workflow", 1, end: 50).Tag("traceloop.span.kind", "workflow").Tag("traceloop.entity.input", """{"inputs":{"topic":"cats"},"tags":[],"metadata":{},"kwargs":{"name":"RunnableSequence"}}""").Tag("traceloop.entity.output", """{"outputs":"Meow","kwargs":{"tags":[]}}"""),
            new TestSpan("ChatPromptTemplate.task", 2, 1, 1, 2).Tag("traceloop.span.kind", "task").Tag("traceloop.entity.input", """{"inputs":{"topic":"cats"},"tags":["seq:step:1"],"metadata":{},"kwargs":{"run_type":"prompt"}}""")
                .Tag("traceloop.entity.output", """{"outputs":{"lc":1,"type":"constructor","id":["langchain","prompts","chat","ChatPromptValue"],"kwargs":{"messages":[]}}}"""),
            new TestSpan("ChatOpenAI.chat", 3, 1, 3, 9).Tag("llm.request.type", "chat").Tag("gen_ai.prompt.0.role", "user").Tag("gen_ai.prompt.0.content", "Joke about cats").Tag("gen_ai.completion.0.role", "assistant").Tag("gen_ai.completion.0.content", "Meow"));
        yield return Row("OpenLLMetry over LlamaIndex", "q → a", new TestSpan("RetrieverQueryEngine.workflow", 1).Tag("traceloop.span.kind", "workflow")
            .Tag("traceloop.entity.input", """{"args":[],"kwargs":{"str_or_query_bundle":{"query_str":"q","image_path":null,"custom_embedding_strs":null,"embedding":null}}}""").Tag("traceloop.entity.output", "\"a\""));
        yield return Row("OpenLLMetry over CrewAI", "q → r", new TestSpan("crewai.workflow", 1, end: 50).Scope("opentelemetry.instrumentation.crewai").Tag("traceloop.span.kind", "workflow").Tag("crewai.crew.result", "r"),
            new TestSpan("agent", 2, 1, 1, 40).Tag("traceloop.span.kind", "agent"), new TestSpan("m.llm", 3, 2, 2, 9).Tag("llm.request.type", "chat").In(User("q")).Out(Assistant("a")));
        yield return Row("AgentOps", "q → a", new TestSpan("ask.workflow", 1).Tag("agentops.span.kind", "workflow").Tag("agentops.entity.input", """{"args":["q"],"kwargs":{}}""").Tag("agentops.entity.output", "\"a\""));
        yield return Row("Sentry", "q → a", Op("invoke_agent", 1).Tag("gen_ai.request.messages", """[{"role":"system","content":"s"},{"role":"user","content":"q"}]""").Tag("gen_ai.response.text", """["a"]"""));
        yield return Row("smolagents over OpenInference", "q → 12", Values("AGENT", 1, 0, """{"task": "q", "stream": false, "reset": true, "images": null, "max_steps": null, "additional_args": null}""", "12"),
            Values("CHAIN", 2, 1, """{"memory_step": "ActionStep(step_number=1, timing=Timing(start=1))"}""", "Execution logs:\n12"));
        yield return Row("AutoGen over OpenInference", "q → a", Values("AGENT", 1, 0, """{"task":"q","cancellation_token":null}""",
            """{"messages":[{"source":"user","models_usage":null,"metadata":{},"content":"q","type":"TextMessage"},{"source":"w","content":[{"id":"c","name":"get","arguments":"{}"}],"type":"ToolCallRequestEvent"},{"source":"w","content":[{"content":"4","name":"get","call_id":"c","is_error":false}],"type":"ToolCallExecutionEvent"},{"source":"w","content":"a","type":"TextMessage"}],"stop_reason":null}"""));
        yield return Row("AutoGen that ends with a tool call", "", Values("AGENT", 1, 0, """{"task":"q"}""",
            """{"messages":[{"source":"user","content":"q","type":"TextMessage"},{"source":"w","content":[{"id":"c","name":"get","arguments":"{}"}],"type":"ToolCallRequestEvent"}]}"""));
        yield return Row("Text generation of Hugging Face", "q → a", Values("LLM", 1, 0, """{"inputs":"q","parameters":{"max_new_tokens":9}}""", """[{"generated_text":"a"}]"""));
        yield return Row("Retrieval chain of LangChain", "q → a", Values("CHAIN", 1, 0, """{"input":"q"}""", """{"input":"q","context":[{"id":null,"metadata":{},"page_content":"d","type":"Document"}],"answer":"a"}"""));
        yield return Row("Agent executor of LangChain", "q → a", Values("CHAIN", 1, 0, """{"input":"q","chat_history":[]}""", """{"input":"q","chat_history":[],"output":"a","intermediate_steps":[[{"tool":"t","tool_input":"x","log":"l"},"4"]]}"""));
        yield return Row("An output that repeats its input", "q → a", Values("CHAIN", 1, 0, """{"system":"s","prompt":"q"}""", """{"system":"s","prompt":"q","model":"m","input":"q","completion":"a"}"""));
        yield return Row("LangGraph streamed by updates over LangSmith", "q → a", Op("chain", 1).Tag("langsmith.span.kind", "chain").Tag("gen_ai.prompt", """{"messages":[{"role":"user","content":"q"}]}""")
            .Tag("gen_ai.completion", """{"output":[{"agent":{"messages":[{"type":"ai","content":"","tool_calls":[{"id":"c","name":"t","args":{}}]}]}},{"tools":{"messages":[{"type":"tool","content":"4","tool_call_id":"c"}]}},{"agent":{"messages":[{"type":"ai","content":"a"}]}}]}"""));
        yield return Row("LangGraph streamed by values over LangSmith", "q → a", Op("chain", 1).Tag("langsmith.span.kind", "chain").Tag("gen_ai.prompt", """{"messages":[{"role":"user","content":"q"}]}""")
            .Tag("gen_ai.completion", """{"output":[{"messages":[{"type":"human","content":"q"}]},{"messages":[{"type":"human","content":"q"},{"type":"ai","content":"a"}]}]}"""));
        yield return Row("A function that returns a message", "q → a", Values("CHAIN", 1, 0, """{"question":"q","k":4}""", """{"content":"a","role":"assistant","tool_calls":null}"""));
        yield return Row("A pydantic answer beside its text", """q → {"city":"Lima"}""", Values("AGENT", 1, 0, """{"messages":[{"role":"user","content":"q"}]}""", """{"messages":[{"type":"human","content":"q"},{"type":"ai","content":"Lima"}],"structured_response":{"city":"Lima"}}"""));
        yield return Row("LangGraph in JavaScript over OpenInference", "q → a", Values("CHAIN", 1, 0,
            """{"messages":[{"lc":1,"type":"constructor","id":["langchain_core","messages","HumanMessage"],"kwargs":{"content":"q","additional_kwargs":{},"response_metadata":{}}}]}""",
            """{"messages":[{"lc":1,"type":"constructor","id":["langchain_core","messages","HumanMessage"],"kwargs":{"content":"q"}},{"lc":1,"type":"constructor","id":["langchain_core","messages","AIMessage"],"kwargs":{"content":"","tool_calls":[{"name":"get","args":{},"id":"c","type":"tool_call"}]}},{"lc":1,"type":"constructor","id":["langchain_core","messages","ToolMessage"],"kwargs":{"content":"4","tool_call_id":"c"}},{"lc":1,"type":"constructor","id":["langchain_core","messages","AIMessageChunk"],"kwargs":{"content":[{"type":"text","text":"a"}]}}]}"""));
        yield return Row("AI SDK 5, messages as prompt, tool in between", "q → a",
            Vercel("ai.streamText", 1, 0, 0, 99).Tag("ai.prompt", """{"system":"s","messages":[{"role":"user","content":[{"type":"text","text":"q"}]}]}""").Tag("ai.response.text", "a").Tag("ai.response.finishReason", "stop"),
            Vercel("ai.streamText.doStream", 2, 1, 1, 9).Tag("ai.prompt.messages", """[{"role":"user","content":[{"type":"text","text":"q"}]}]""").Tag("ai.response.toolCalls", """[{"toolCallId":"c","toolName":"get","input":"{}"}]"""),
            Vercel("ai.toolCall", 3, 2, 10, 19).Tag("ai.toolCall.name", "get").Tag("ai.toolCall.id", "c").Tag("ai.toolCall.args", "{}").Tag("ai.toolCall.result", "\"4\""),
            Vercel("ai.streamText.doStream", 4, 1, 20, 90).Tag("ai.response.text", "a"));
        yield return Row("AI SDK 4, one call alone", "q → a", Vercel("ai.generateText.doGenerate", 1, 0, 0, 9).Tag("gen_ai.system", "openai").Tag("ai.prompt.messages", """[{"role":"system","content":"s"},{"role":"user","content":[{"type":"text","text":"q"}]}]""").Tag("ai.response.text", "a"));
        yield return Row("Haystack over OpenInference", "q → a", Values("CHAIN", 1, 0, """{"data": {"retriever": {"query": "q"}, "prompt_builder": {"question": "q"}}}""", """{"llm": {"replies": ["a"], "meta": [{"model": "m"}]}}"""));
        yield return Row("An answer beside what is empty", "q → a", Values("CHAIN", 1, 0, """{"text": "q", "image": null, "history": []}""", """{"reply": "a", "error": null, "sources": []}"""));
        yield return Row("A call that a tool of another process made", "", new TestSpan("tools/call ask", 1, 99).Tag("mcp.method.name", "tools/call"), Chat(2, 1, 1, 9, User("q"), Assistant("a")));
        yield return Row("Langtrace", "q → a", new TestSpan("openai.chat.completions.create", 1).Tag("langtrace.service.type", "llm").Tag("llm.model", "m").Tag("llm.prompts", """[{"role":"user","content":"q"}]""").Tag("llm.responses", """[{"role":"assistant","content":"a"}]"""));
        yield return Row("OpenAI Responses as input items", "q → a", Values("LLM", 1, 0, """{"model":"m","instructions":"s","input":[{"role":"user","content":[{"type":"input_text","text":"q"}]}]}""",
            """{"object":"response","output":[{"type":"reasoning","summary":[]},{"type":"message","role":"assistant","content":[{"type":"output_text","text":"a"}]}]}"""));
        yield return Row("Anthropic request and response", "q → a", Values("LLM", 1, 0, """{"model":"m","max_tokens":9,"system":"s","messages":[{"role":"user","content":[{"type":"text","text":"q"}]}]}""",
            """{"id":"msg","type":"message","role":"assistant","content":[{"type":"thinking","thinking":"t"},{"type":"text","text":"a"}],"stop_reason":"end_turn"}"""));
        yield return Row("Bedrock Converse request and response", "q → a", Values("LLM", 1, 0, """{"modelId":"m","messages":[{"role":"user","content":[{"text":"q"}]}],"system":[{"text":"s"}]}""",
            """{"output":{"message":{"role":"assistant","content":[{"text":"a"}]}},"stopReason":"end_turn","usage":{"inputTokens":1}}"""));
        yield return Row("Cohere response", "q → a", Values("LLM", 1, 0, """{"message":"q","model":"command"}""", """{"id":"x","message":{"role":"assistant","content":[{"type":"text","text":"a"}]},"finish_reason":"COMPLETE"}"""));
        yield return Row("Gemini response with camel case", "q → a", Values("LLM", 1, 0, """{"model":"g","contents":[{"role":"user","parts":[{"text":"q"}]}],"systemInstruction":{"parts":[{"text":"s"}]}}""",
            """{"candidates":[{"content":{"role":"model","parts":[{"text":"t","thought":true},{"text":"a"}]},"finishReason":"STOP"}]}"""));
        yield return Row("Ollama response", "q → a", Values("LLM", 1, 0, """{"model":"l","messages":[{"role":"user","content":"q"}]}""", """{"model":"l","created_at":"t","message":{"role":"assistant","content":"a"},"done":true,"done_reason":"stop"}"""));
    }

    [TestCaseSource(nameof(Rows))]
    public void Gives_its_record(string texts, object spans) => Assert.That(string.Join(" | ", Evaluated.Of((TestSpan[])spans).Texts), Is.EqualTo(texts));

    private static TestCaseData Row(string name, string texts, params TestSpan[] spans) => new TestCaseData(texts, spans).SetArgDisplayNames(name);

    private static TestSpan Langfuse(string type, int id, int parent, string input, string output, string name = "x") =>
        new TestSpan(name, id, parent, parent == 0 ? 0 : id, parent == 0 ? 50 : id + 1).Scope("langfuse-sdk").Tag("langfuse.observation.type", type)
            .Tag("langfuse.observation.input", input).Tag("langfuse.observation.output", output);

    private static TestSpan Vercel(string operation, int id, int parent, int start, int end) =>
        new TestSpan(operation, id, parent, start, end).Scope("ai").Tag("ai.operationId", operation).Tag("operation.name", operation + " my-fn");

    private static TestSpan Values(string kind, int id, int parent, string input, string output) =>
        new TestSpan(kind, id, parent, parent == 0 ? 0 : id, parent == 0 ? 50 : id + 1).Tag("openinference.span.kind", kind).Tag("input.value", input).Tag("output.value", output);
}
