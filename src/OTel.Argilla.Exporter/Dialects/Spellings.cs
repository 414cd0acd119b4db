namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// Facts about a call and their names, best first. A new dialect adds its names to these rows; <c>key#member</c> is a number within an attribute that
/// holds JSON.
/// </summary>
internal static class Spellings
{
    public static readonly Spelling ResponseModel = new("gen_ai.response.model", "llm.response.model_name", "ai.response.model", "llm.response.model");

    public static readonly Spelling RequestModel = new(
        "gen_ai.request.model", "llm.request.model_name", "llm.model_name", "ai.model.id", "langfuse.observation.model.name", "model_name", "gen_ai.request_model",
        "llm.request.model", "llm.model", "langsmith.metadata.ls_model_name", "model");

    public static readonly Spelling Provider = new("gen_ai.provider.name", "gen_ai.system", "gen_ai.provider", "llm.provider", "llm.system", "ai.model.provider");

    public static readonly Spelling ResponseId = new("gen_ai.response.id", "ai.response.id", "gen_ai.completion.id");

    public static readonly Spelling ToolCallId = new("gen_ai.tool.call.id", "ai.toolCall.id", "tool_call.id");

    public static readonly Spelling FinishReason = new(
        "gen_ai.response.finish_reasons", "gen_ai.response.finish_reason", "llm.finish_reason", "ai.response.finishReason", "gen_ai.completion.0.finish_reason",
        "gen_ai.response.stop_reason", "anthropic.message.stop_reason");

    public static readonly Spelling ConversationId = new(
        "gen_ai.conversation.id", "session.id", "langfuse.session.id", "ai.telemetry.metadata.sessionId", "ai.telemetry.metadata.conversationId",
        "gcp.vertex.agent.session_id", "traceloop.association.properties.session_id", "traceloop.association.properties.thread_id",
        "traceloop.association.properties.conversation_id", "langsmith.metadata.session_id", "langsmith.metadata.thread_id", "langsmith.metadata.conversation_id",
        "lmnr.association.properties.session_id", "langwatch.thread.id", "voltagent.conversation_id", "spring.ai.chat.client.conversation.id", "gen_ai.thread.id");

    public static readonly Spelling UserId = new(
        "user.id", "enduser.id", "langfuse.user.id", "gen_ai.user", "llm.user", "ai.telemetry.metadata.userId", "traceloop.association.properties.user_id",
        "langsmith.metadata.user_id", "lmnr.association.properties.user_id", "langwatch.user.id");

    public static readonly Spelling AgentName = new("gen_ai.agent.name", "agent.name", "agent_name", "traceloop.entity.name", "lk.agent_name");

    public static readonly Spelling ChoiceCount = new("gen_ai.request.choice.count", "gen_ai.request.n");

    public static readonly Spelling ToolName = new("gen_ai.tool.name", "tool.name", "ai.toolCall.name", "traceloop.entity.name", "haystack.tool.name", "lk.function_tool.name");

    public static readonly Spelling InputTokens = new(
        "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt", "llm.usage.prompt_tokens", "ai.usage.inputTokens", "ai.usage.promptTokens",
        "gen_ai.aggregated_usage.input_tokens", "gen_ai.response.prompt_tokens", "usage.prompt_tokens", "mlflow.chat.tokenUsage#input_tokens",
        "langfuse.observation.usage_details#input", "input_tokens");

    public static readonly Spelling OutputTokens = new(
        "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion", "llm.usage.completion_tokens", "ai.usage.outputTokens",
        "ai.usage.completionTokens", "gen_ai.aggregated_usage.output_tokens", "gen_ai.response.completion_tokens", "usage.completion_tokens",
        "mlflow.chat.tokenUsage#output_tokens", "langfuse.observation.usage_details#output", "output_tokens");

    public static readonly Spelling TotalTokens = new(
        "gen_ai.usage.total_tokens", "llm.usage.total_tokens", "llm.token_count.total", "ai.usage.totalTokens", "ai.usage.tokens",
        "mlflow.chat.tokenUsage#total_tokens", "langfuse.observation.usage_details#total");

    public static readonly Spelling CacheReadTokens = new(
        "gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens", "llm.token_count.prompt_details.cache_read", "ai.usage.cachedInputTokens",
        "cache_read_tokens");

    public static readonly Spelling Cost = new("gen_ai.usage.cost", "llm.cost.total", "gen_ai.cost.total_cost", "operation.cost");

    public static readonly Spelling ReasoningTokens = new(
        "gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens", "llm.token_count.completion_details.reasoning", "ai.usage.reasoningTokens");
}
