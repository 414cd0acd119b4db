using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Prompt and response of one outermost interaction, with the conversation they stand in and what is known about it. Texts point into
/// the evaluator's tape: they are valid until the next evaluation, so a record is written from it at once.
/// A value: that there is one costs no allocation.
/// </summary>
internal readonly struct Pair
{
    public Pair()
    {
    }

    /// <summary>The span whose ids name the record: the first of its turn.</summary>
    public required Span Span { get; init; }

    /// <summary>0 for the first record of the span, then 1, 2, … for further ones of a batch or of several choices.</summary>
    public int Number { get; init; }

    public required Utf8Text Prompt { get; init; }

    public required Utf8Text Response { get; init; }

    /// <summary>System prompt; empty when there is none.</summary>
    public Utf8Text System { get; init; }

    /// <summary>Earlier turns, oldest first, without system messages and without the prompt itself.</summary>
    public IReadOnlyList<Message> History { get; init; } = [];

    /// <summary><c>llm</c>, <c>chain</c> or <c>agent</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Name of the dialect the span was read with.</summary>
    public required string Dialect { get; init; }

    /// <summary>Where the prompt came from: an attribute or event name, with <c>borrowed</c> told by <see cref="Flags"/>.</summary>
    public string? PromptSource { get; init; }

    public string? ResponseSource { get; init; }

    /// <summary>Response model, else request model.</summary>
    public string? Model { get; init; }

    public string? RequestModel { get; init; }

    public string? Provider { get; init; }

    public string? ResponseId { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    /// <summary>The total as the SDK gave it, else the sum; null when nothing is known.</summary>
    public long? TotalTokens { get; init; }

    public long? CacheReadTokens { get; init; }

    public long? ReasoningTokens { get; init; }

    /// <summary>What the SDK reckoned the call to have cost, in dollars.</summary>
    public double? Cost { get; init; }

    /// <summary>From the start of the turn's first span to the end of its last, in milliseconds.</summary>
    public double LatencyMilliseconds { get; init; }

    /// <summary>Finish reason, folded: <c>stop</c>, <c>length</c>, <c>tool_call</c>, <c>content_filter</c>, <c>error</c>, else as written.</summary>
    public string? FinishReason { get; init; }

    public string? ConversationId { get; init; }

    public string? UserId { get; init; }

    /// <summary>Agents in the order in which they ran.</summary>
    public IReadOnlyList<string> Agents { get; init; } = [];

    /// <summary>Tools that were called, in order, each name once.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>What a reader should know: <c>borrowed</c>, <c>truncated</c>, <c>partial</c>, <c>structured</c>, <c>refusal</c>, …</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Reasoning text of the answer; empty when there is none.</summary>
    public Utf8Text Reasoning { get; init; }

    /// <summary>Variables of a template, or members beside the prompt; absent when there are none.</summary>
    public Value InputVariables { get; init; }

    public IReadOnlyList<Evaluation> Evaluations { get; init; } = [];
}
