using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Tests.Assembly;

namespace OTel.Argilla.Exporter.Tests.Dialects;

/// <summary>Each word by which an SDK says what a span is.</summary>
[TestFixture]
public sealed class KindTests
{
    [TestCase("openinference.span.kind", "LLM llm", SpanKind.Llm)]
    [TestCase("openinference.span.kind", "CHAIN", SpanKind.Chain)]
    [TestCase("openinference.span.kind", "AGENT Agent", SpanKind.Agent)]
    [TestCase("openinference.span.kind", "TOOL", SpanKind.Tool)]
    [TestCase("openinference.span.kind", "RETRIEVER EMBEDDING RERANKER", SpanKind.Opaque)]
    [TestCase("openinference.span.kind", "GUARDRAIL EVALUATOR", SpanKind.Judge)]
    [TestCase("openinference.span.kind", "PROMPT", SpanKind.PromptTemplate)]
    [TestCase("openinference.span.kind", "UNKNOWN", SpanKind.None)]
    [TestCase("traceloop.span.kind", "workflow task session", SpanKind.Chain)]
    [TestCase("traceloop.span.kind", "agent", SpanKind.Agent)]
    [TestCase("traceloop.span.kind", "tool", SpanKind.Tool)]
    [TestCase("traceloop.span.kind", "handoff", SpanKind.Opaque)]
    [TestCase("traceloop.span.kind", "unknown", SpanKind.None)]
    [TestCase("llm.request.type", "chat completion acompletion", SpanKind.Llm)]
    [TestCase("llm.request.type", "embedding rerank", SpanKind.Opaque)]
    [TestCase("llm.request.type", "unknown", SpanKind.None)]
    [TestCase("gen_ai.operation.name", "chat text_completion generate_content completion generate response responses llm_call llm_request ExecuteInference Complete chat.completions text.completions realtime", SpanKind.Llm)]
    [TestCase("gen_ai.operation.name", "embeddings retrieval vector_db_retrieve rerank handoff create_memory search_memory update_memory upsert_memory delete_memory create_memory_store delete_memory_store", SpanKind.Opaque)]
    [TestCase("gen_ai.operation.name", "invoke_agent agent_call InvokeAgent process_thread_run invoke_swarm invoke_graph", SpanKind.Agent)]
    [TestCase("gen_ai.operation.name", "invoke_workflow", SpanKind.Workflow)]
    [TestCase("gen_ai.operation.name", "chain execute_task execute_event_loop_cycle invoke_node framework plan user_prompt", SpanKind.Chain)]
    [TestCase("gen_ai.operation.name", "execute_tool tool_call tool ExecuteTool submit_tool_outputs", SpanKind.Tool)]
    [TestCase("gen_ai.operation.name", "create_agent create_thread create_message start_thread_run get_thread_run list_messages list_run_steps create_conversation list_conversation_items schedule_tool_calls system_prompt agent_step unknown", SpanKind.None)]
    [TestCase("gen_ai.operation.name", "guardrail.run guard", SpanKind.Judge)]
    [TestCase("langfuse.observation.type", "generation", SpanKind.Llm)]
    [TestCase("langfuse.observation.type", "agent", SpanKind.Agent)]
    [TestCase("langfuse.observation.type", "chain", SpanKind.Chain)]
    [TestCase("langfuse.observation.type", "tool", SpanKind.Tool)]
    [TestCase("langfuse.observation.type", "retriever embedding", SpanKind.Opaque)]
    [TestCase("langfuse.observation.type", "guardrail evaluator", SpanKind.Judge)]
    [TestCase("langfuse.observation.type", "span event", SpanKind.None)]
    [TestCase("langsmith.span.kind", "llm", SpanKind.Llm)]
    [TestCase("langsmith.span.kind", "chain", SpanKind.Chain)]
    [TestCase("langsmith.span.kind", "parser", SpanKind.None)]
    [TestCase("langsmith.span.kind", "tool", SpanKind.Tool)]
    [TestCase("langsmith.span.kind", "retriever embedding", SpanKind.Opaque)]
    [TestCase("langsmith.span.kind", "prompt", SpanKind.PromptTemplate)]
    [TestCase("mlflow.spanType", "\"LLM\" \"CHAT_MODEL\" CHAT_MODEL", SpanKind.Llm)]
    [TestCase("mlflow.spanType", "\"CHAIN\" \"WORKFLOW\" \"TASK\"", SpanKind.Chain)]
    [TestCase("mlflow.spanType", "\"AGENT\"", SpanKind.Agent)]
    [TestCase("mlflow.spanType", "\"TOOL\"", SpanKind.Tool)]
    [TestCase("mlflow.spanType", "\"RETRIEVER\" \"EMBEDDING\" \"RERANKER\" \"MEMORY\"", SpanKind.Opaque)]
    [TestCase("mlflow.spanType", "\"EVALUATOR\" \"GUARDRAIL\"", SpanKind.Judge)]
    [TestCase("ai.operationId", "ai.generateText ai.streamText ai.generateObject ai.streamObject", SpanKind.Chain)]
    [TestCase("ai.operationId", "ai.generateText.doGenerate ai.streamText.doStream ai.streamObject.doStream", SpanKind.Llm)]
    [TestCase("ai.operationId", "ai.toolCall", SpanKind.Tool)]
    [TestCase("ai.operationId", "ai.embed ai.embedMany.doEmbed ai.rerank", SpanKind.Opaque)]
    [TestCase("lmnr.span.type", "LLM CACHED", SpanKind.Llm)]
    [TestCase("lmnr.span.type", "DEFAULT PIPELINE EXECUTOR EVALUATION", SpanKind.Chain)]
    [TestCase("lmnr.span.type", "TOOL", SpanKind.Tool)]
    [TestCase("lmnr.span.type", "EVALUATOR HUMAN_EVALUATOR", SpanKind.Judge)]
    [TestCase("genkit:metadata:subtype", "model", SpanKind.Llm)]
    [TestCase("genkit:metadata:subtype", "tool tool.v2", SpanKind.Tool)]
    [TestCase("genkit:metadata:subtype", "retriever embedder", SpanKind.Opaque)]
    [TestCase("genkit:metadata:subtype", "evaluator", SpanKind.Judge)]
    [TestCase("genkit:metadata:subtype", "flow flowStep", SpanKind.Chain)]
    [TestCase("genkit:type", "util", SpanKind.Llm)]
    [TestCase("mastra.span.type", "agent_run", SpanKind.Agent)]
    [TestCase("mastra.span.type", "model_generation", SpanKind.Llm)]
    [TestCase("mastra.span.type", "tool_call mcp_tool_call", SpanKind.Tool)]
    [TestCase("haystack.component.type", "OpenAIGenerator OpenAIChatGenerator", SpanKind.Llm)]
    [TestCase("haystack.component.type", "InMemoryBM25Retriever OpenAITextEmbedder DocumentWriter", SpanKind.Opaque)]
    [TestCase("haystack.component.type", "PromptBuilder ChatPromptBuilder", SpanKind.PromptTemplate)]
    [TestCase("haystack.component.type", "Agent", SpanKind.Agent)]
    [TestCase("span.type", "claude_code.interaction", SpanKind.Agent)]
    [TestCase("span.type", "claude_code.llm_request", SpanKind.Llm)]
    [TestCase("span.type", "claude_code.tool", SpanKind.Tool)]
    [TestCase("spring.ai.kind", "chat_client advisor", SpanKind.Chain)]
    [TestCase("spring.ai.kind", "tool_call", SpanKind.Tool)]
    [TestCase("spring.ai.kind", "vector_store", SpanKind.Opaque)]
    [TestCase("mcp.method.name", "initialize tools/list tools/call", SpanKind.Opaque)]
    [TestCase("gen_ai.tool.call.id", "c1", SpanKind.Tool)]
    [TestCase("gen_ai.tool.name", "get_weather", SpanKind.Tool)]
    [TestCase("gen_ai.request.model", "m", SpanKind.Llm)]
    [TestCase("llm.model_name", "m", SpanKind.Llm)]
    public void A_word_says_the_kind(string attribute, string words, object kind)
    {
        foreach (var word in words.Split(' '))
        {
            Assert.That(KindOf(new TestSpan("x", 1).Tag(attribute, word)), Is.EqualTo((SpanKind)kind), word);
        }
    }

    [TestCase("orchestrate_tools", SpanKind.Wrapper)]
    [TestCase("workflow_invoke", SpanKind.Workflow)]
    [TestCase("workflow.session", SpanKind.None)]
    [TestCase("executor.process writer", SpanKind.None)]
    [TestCase("agent run", SpanKind.Agent)]
    [TestCase("running tool", SpanKind.Tool)]
    [TestCase("haystack.pipeline.run", SpanKind.Chain)]
    [TestCase("haystack.async_pipeline.run", SpanKind.Chain)]
    [TestCase("haystack.agent.run", SpanKind.Agent)]
    [TestCase("raw_gen_ai_request", SpanKind.None)]
    [TestCase("POST /api/chat", SpanKind.None)]
    public void A_name_says_the_kind_where_nothing_else_does(string name, object kind) => Assert.That(KindOf(new TestSpan(name, 1)), Is.EqualTo((SpanKind)kind));

    [Test]
    public void Proof_of_a_tool_beats_all_else() => Assert.That(
        KindOf(new TestSpan("x", 1).Tag("openinference.span.kind", "CHAIN").Tag("gen_ai.operation.name", "execute_tool")), Is.EqualTo(SpanKind.Tool));

    [Test]
    public void The_more_telling_vocabulary_wins()
    {
        Assert.That(KindOf(new TestSpan("x", 1).Tag("gen_ai.operation.name", "chat").Tag("openinference.span.kind", "AGENT")), Is.EqualTo(SpanKind.Agent));
        Assert.That(KindOf(new TestSpan("x", 1).Tag("gen_ai.operation.name", "embeddings").Tag("langsmith.span.kind", "retriever")), Is.EqualTo(SpanKind.Opaque));
        Assert.That(KindOf(new TestSpan("x", 1).Tag("gen_ai.operation.name", "invoke_agent").Tag("langfuse.observation.type", "span")), Is.EqualTo(SpanKind.Agent));
        Assert.That(KindOf(new TestSpan("x", 1).Tag("gen_ai.operation.name", "chat").Tag("gen_ai.operation.name", "invoke_agent")), Is.EqualTo(SpanKind.Agent));
        Assert.That(KindOf(new TestSpan("x", 1).Tag("model_name", "m").Tag("agent_name", "a").Tag("pydantic_ai.all_messages", "[]")), Is.EqualTo(SpanKind.Agent));
    }

    private static SpanKind KindOf(TestSpan span)
    {
        DialectCatalog.DefineKeys();
        var view = new SpanView();
        view.Open(span);
        return DialectCatalog.BuiltIn.KindOf(view);
    }
}
