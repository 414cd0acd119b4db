using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Prompt and response of one outermost interaction, with the conversation they stand in and what is known about it. Texts point into
/// the evaluator's tape: they are valid until the next evaluation, so a record is written from it at once. Used
/// again for the next.
/// </summary>
internal sealed class Pair
{
    /// <summary>The span whose ids name the record: the first of its turn.</summary>
    public Span Span { get; set; } = null!;

    /// <summary>0 for the first record of the span, then 1, 2, … for further ones of a batch or of several choices.</summary>
    public int Number { get; set; }

    public Utf8Text Prompt { get; set; }

    public Utf8Text Response { get; set; }

    /// <summary>System prompt; empty when there is none.</summary>
    public Utf8Text System { get; set; }

    /// <summary>Earlier turns, oldest first, without system messages and without the prompt itself.</summary>
    public IReadOnlyList<Message> History { get; set; } = [];

    /// <summary><c>llm</c>, <c>chain</c> or <c>agent</c>.</summary>
    public string Kind { get; set; } = string.Empty;

    /// <summary>Name of the dialect the span was read with.</summary>
    public string Dialect { get; set; } = string.Empty;

    /// <summary>Where the prompt came from: an attribute or event name, with <c>borrowed</c> told by <see cref="Flags"/>.</summary>
    public string? PromptSource { get; set; }

    public string? ResponseSource { get; set; }

    /// <summary>Response model, else request model.</summary>
    public string? Model { get; set; }

    public string? RequestModel { get; set; }

    public string? Provider { get; set; }

    public string? ResponseId { get; set; }

    public long? InputTokens { get; set; }

    public long? OutputTokens { get; set; }

    /// <summary>The total as the SDK gave it, else the sum; null when nothing is known.</summary>
    public long? TotalTokens { get; set; }

    public long? CacheReadTokens { get; set; }

    public long? ReasoningTokens { get; set; }

    /// <summary>What the SDK reckoned the call to have cost, in dollars.</summary>
    public double? Cost { get; set; }

    /// <summary>From the start of the turn's first span to the end of its last, in milliseconds.</summary>
    public double LatencyMilliseconds { get; set; }

    /// <summary>Finish reason, folded: <c>stop</c>, <c>length</c>, <c>tool_call</c>, <c>content_filter</c>, <c>error</c>, else as written.</summary>
    public string? FinishReason { get; set; }

    public string? ConversationId { get; set; }

    public string? UserId { get; set; }

    /// <summary>Agents in the order in which they ran.</summary>
    public IReadOnlyList<string> Agents { get; set; } = [];

    /// <summary>Tools that were called, in order, each name once.</summary>
    public IReadOnlyList<string> Tools { get; set; } = [];

    /// <summary>What a reader should know: <c>borrowed</c>, <c>truncated</c>, <c>partial</c>, <c>structured</c>, <c>refusal</c>, …</summary>
    public IReadOnlyList<string> Flags { get; set; } = [];

    /// <summary>Reasoning text of the answer; empty when there is none.</summary>
    public Utf8Text Reasoning { get; set; }

    /// <summary>Variables of a template, or members beside the prompt; absent when there are none.</summary>
    public Value InputVariables { get; set; }

    public IReadOnlyList<Evaluation> Evaluations { get; set; } = [];
}
