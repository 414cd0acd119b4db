namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Facts about a call and their names, best first. A new dialect adds its names to these rows.</summary>
internal static class Spellings
{
    public static readonly Spelling ResponseModel = new("gen_ai.response.model");
    public static readonly Spelling RequestModel = new("gen_ai.request.model", "gen_ai.request_model");
    public static readonly Spelling Provider = new("gen_ai.provider.name", "gen_ai.system");
    public static readonly Spelling ResponseId = new("gen_ai.response.id", "gen_ai.completion.id");
    public static readonly Spelling FinishReason = new("gen_ai.response.finish_reasons", "gen_ai.response.finish_reason", "gen_ai.response.stop_reason", "anthropic.message.stop_reason");
    public static readonly Spelling ConversationId = new("gen_ai.conversation.id", "session.id", "gen_ai.thread.id");
    public static readonly Spelling UserId = new("user.id", "enduser.id", "gen_ai.user");
    public static readonly Spelling AgentName = new("gen_ai.agent.name", "agent.name");
    public static readonly Spelling ToolName = new("gen_ai.tool.name");

    public static readonly Spelling InputTokens = new("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "gen_ai.response.prompt_tokens");
    public static readonly Spelling OutputTokens = new("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "gen_ai.response.completion_tokens");
    public static readonly Spelling TotalTokens = new("gen_ai.usage.total_tokens");
    public static readonly Spelling CacheReadTokens = new("gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens");
    public static readonly Spelling ReasoningTokens = new("gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens");
}
