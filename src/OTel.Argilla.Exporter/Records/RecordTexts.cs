using System.Text.Json;

namespace OTel.Argilla.Exporter.Records;

/// <summary>Member names of a record, encoded once.</summary>
internal static class RecordTexts
{
    public static readonly JsonEncodedText Prompt = JsonEncodedText.Encode(RecordNames.Prompt);
    public static readonly JsonEncodedText Response = JsonEncodedText.Encode(RecordNames.Response);
    public static readonly JsonEncodedText Conversation = JsonEncodedText.Encode(RecordNames.Conversation);
    public static readonly JsonEncodedText Role = JsonEncodedText.Encode("role");
    public static readonly JsonEncodedText Content = JsonEncodedText.Encode("content");
    public static readonly JsonEncodedText Model = JsonEncodedText.Encode(RecordNames.Model);
    public static readonly JsonEncodedText Service = JsonEncodedText.Encode(RecordNames.Service);
    public static readonly JsonEncodedText Tokens = JsonEncodedText.Encode(RecordNames.Tokens);
    public static readonly JsonEncodedText LatencyMilliseconds = JsonEncodedText.Encode(RecordNames.LatencyMilliseconds);
    public static readonly JsonEncodedText TraceId = JsonEncodedText.Encode(RecordNames.TraceId);
    public static readonly JsonEncodedText SpanId = JsonEncodedText.Encode(RecordNames.SpanId);
    public static readonly JsonEncodedText SpanName = JsonEncodedText.Encode(RecordNames.SpanName);
    public static readonly JsonEncodedText Kind = JsonEncodedText.Encode(RecordNames.Kind);
    public static readonly JsonEncodedText Dialect = JsonEncodedText.Encode(RecordNames.Dialect);
    public static readonly JsonEncodedText PromptSource = JsonEncodedText.Encode(RecordNames.PromptSource);
    public static readonly JsonEncodedText ResponseSource = JsonEncodedText.Encode(RecordNames.ResponseSource);
    public static readonly JsonEncodedText Provider = JsonEncodedText.Encode(RecordNames.Provider);
    public static readonly JsonEncodedText RequestModel = JsonEncodedText.Encode(RecordNames.RequestModel);
    public static readonly JsonEncodedText ResponseId = JsonEncodedText.Encode(RecordNames.ResponseId);
    public static readonly JsonEncodedText InputTokens = JsonEncodedText.Encode(RecordNames.InputTokens);
    public static readonly JsonEncodedText OutputTokens = JsonEncodedText.Encode(RecordNames.OutputTokens);
    public static readonly JsonEncodedText CacheReadTokens = JsonEncodedText.Encode(RecordNames.CacheReadTokens);
    public static readonly JsonEncodedText ReasoningTokens = JsonEncodedText.Encode(RecordNames.ReasoningTokens);
    public static readonly JsonEncodedText Cost = JsonEncodedText.Encode(RecordNames.Cost);
    public static readonly JsonEncodedText FinishReason = JsonEncodedText.Encode(RecordNames.FinishReason);
    public static readonly JsonEncodedText ConversationId = JsonEncodedText.Encode(RecordNames.ConversationId);
    public static readonly JsonEncodedText UserId = JsonEncodedText.Encode(RecordNames.UserId);
    public static readonly JsonEncodedText Agents = JsonEncodedText.Encode(RecordNames.Agents);
    public static readonly JsonEncodedText Tools = JsonEncodedText.Encode(RecordNames.Tools);
    public static readonly JsonEncodedText Flags = JsonEncodedText.Encode(RecordNames.Flags);
    public static readonly JsonEncodedText Reasoning = JsonEncodedText.Encode(RecordNames.Reasoning);
    public static readonly JsonEncodedText InputVariables = JsonEncodedText.Encode(RecordNames.InputVariables);
    public static readonly JsonEncodedText Evaluations = JsonEncodedText.Encode(RecordNames.Evaluations);
    public static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    public static readonly JsonEncodedText Label = JsonEncodedText.Encode("label");
    public static readonly JsonEncodedText Score = JsonEncodedText.Encode("score");
    public static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");
    public static readonly JsonEncodedText Explanation = JsonEncodedText.Encode("explanation");
    public static readonly JsonEncodedText Agent = JsonEncodedText.Encode("agent");
}
