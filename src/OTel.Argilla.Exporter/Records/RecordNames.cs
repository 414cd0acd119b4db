namespace OTel.Argilla.Exporter.Records;

/// <summary>Names of fields, questions and metadata of the dataset template.</summary>
internal static class RecordNames
{
    public const string Prompt = "prompt";
    public const string Response = "response";
    public const string Conversation = "conversation";

    public const string Rating = "response-rating";
    public const string Feedback = "response-feedback";

    // Declared metadata properties: each one costs the server time with every record, so they are few.
    public const string Model = "model";
    public const string Service = "service";
    public const string Tokens = "tokens";
    public const string LatencyMilliseconds = "latency_ms";
    public const string TraceId = "trace_id";

    // Undeclared ones: free, shown to owners and admins, not filterable.
    public const string SpanId = "span_id";
    public const string SpanName = "span_name";
    public const string Kind = "kind";
    public const string Dialect = "dialect";
    public const string PromptSource = "prompt_source";
    public const string ResponseSource = "response_source";
    public const string Provider = "provider";
    public const string RequestModel = "request_model";
    public const string ResponseId = "response_id";
    public const string InputTokens = "input_tokens";
    public const string OutputTokens = "output_tokens";
    public const string CacheReadTokens = "cache_read_tokens";
    public const string ReasoningTokens = "reasoning_tokens";
    public const string Cost = "cost";
    public const string FinishReason = "finish_reason";
    public const string ConversationId = "conversation_id";
    public const string UserId = "user_id";
    public const string Agents = "agents";
    public const string Tools = "tools";
    public const string Flags = "flags";
    public const string Reasoning = "reasoning";
    public const string InputVariables = "input_variables";
    public const string Evaluations = "evaluations";

    // Suggestions that the dataset has no question for.
    public const string UnplacedSuggestions = "unplaced_suggestions";
}
