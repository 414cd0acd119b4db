namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Different words for one thing, folded to one of them.</summary>
internal static class Folds
{
    private static readonly char[] Separators = ['[', ']', '"', ',', ' '];

    private static readonly Dictionary<string, string?> Providers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["az.ai.openai"] = "azure.ai.openai",
        ["azure"] = "azure.ai.openai",
        ["az.ai.inference"] = "azure.ai.inference",
        ["vertex_ai"] = "gcp.vertex_ai",
        ["vertexai"] = "gcp.vertex_ai",
        ["google-vertex"] = "gcp.vertex_ai",
        ["gemini"] = "gcp.gemini",
        ["google"] = "gcp.gen_ai",
        ["xai"] = "x_ai",
        ["mistralai"] = "mistral_ai",
        ["aws"] = "aws.bedrock",
        ["amazon"] = "aws.bedrock",
        ["bedrock"] = "aws.bedrock",
        ["watsonx"] = "ibm.watsonx.ai",
        // Frameworks that put their own name where the provider's belongs.
        ["langchain"] = null,
        ["strands-agents"] = null,
        ["spring_ai"] = null,
        ["microsoft.agent_framework"] = null,
        ["gcp.vertex.agent"] = null,
        ["az.ai.agents"] = null,
        ["unknown"] = null,
    };

    private static readonly Dictionary<string, string?> Finishes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["stop"] = "stop",
        ["end_turn"] = "stop",
        ["stop_sequence"] = "stop",
        ["completed"] = "stop",
        ["tool_call"] = "tool_call",
        ["tool_calls"] = "tool_call",
        ["tool-calls"] = "tool_call",
        ["toolcalls"] = "tool_call",
        ["tool_use"] = "tool_call",
        ["function_call"] = "tool_call",
        ["length"] = "length",
        ["max_tokens"] = "length",
        ["content_filter"] = "content_filter",
        ["content-filter"] = "content_filter",
        ["contentfilter"] = "content_filter",
        ["safety"] = "content_filter",
        ["guardrail_intervened"] = "content_filter",
        ["refusal"] = "content_filter",
        ["error"] = "error",
        ["n/a"] = null,
        ["unknown"] = null,
    };

    /// <summary>The provider's canonical name; null for the name of a framework.</summary>
    public static string? Provider(string? name) =>
        name is null ? null : Providers.TryGetValue(name, out var folded) ? folded : name.ToLowerInvariant();

    /// <summary>The finish reason's canonical word; null for words that say nothing.</summary>
    public static string? Finish(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? null : Finishes.TryGetValue(reason!.Trim(), out var folded) ? folded : reason.Trim();

    /// <summary>A model's name; null for words that stand for none.</summary>
    public static string? Model(string? name) => name is "unknown" or "no-model" ? null : name;

    /// <summary>
    /// The finish reason of choice <paramref name="number"/> out of an attribute: a list, a JSON array in a string (M.E.AI, Semantic Kernel),
    /// words with commas, or one word.
    /// </summary>
    public static string? FinishOf(object? attribute, int number) => attribute switch
    {
        string[] { Length: > 0 } words => Finish(words[Math.Min(number, words.Length - 1)]),
        List<string> { Count: > 0 } words => Finish(words[Math.Min(number, words.Count - 1)]),
        string text => Finish(Word(text, number)),
        _ => null,
    };

    /// <summary>The word at this position, or the last when there are fewer; null when there is none.</summary>
    private static string? Word(string text, int position)
    {
        int start = 0, length = 0;
        for (int at = 0, end; at < text.Length && position >= 0; at = end + 1)
        {
            end = text.IndexOfAny(Separators, at);
            end = end < 0 ? text.Length : end;
            if (end > at)
            {
                (start, length) = (at, end - at);
                position--;
            }
        }

        return length == 0 ? null : length == text.Length ? text : text.Substring(start, length);
    }
}
