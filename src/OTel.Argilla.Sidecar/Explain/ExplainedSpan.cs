namespace OTel.Argilla.Sidecar.Explain;

/// <summary>A span with what it is, what became of it, and why.</summary>
internal sealed class ExplainedSpan
{
    public required string TraceId { get; init; }

    public required string SpanId { get; init; }

    public required string Name { get; init; }

    /// <summary><c>llm</c>, <c>chain</c> and <c>agent</c> are candidates; <c>tool</c> and the like are never looked into; <c>other</c> is looked through.</summary>
    public required string Kind { get; init; }

    public bool IsCandidate { get; init; }

    /// <summary>The dialect it was read with; null for a span that is not GenAI.</summary>
    public string? Dialect { get; init; }

    public string? Scope { get; init; }

    public string? Service { get; init; }

    public bool IsError { get; init; }

    public double? DurationMilliseconds { get; init; }

    /// <summary>Why the candidate gave no record; null when it gave one, or is no candidate.</summary>
    public string? Reason { get; init; }

    /// <summary>The span whose record stands for this one: that of a turn it continues, or of a twin; null when there is none.</summary>
    public string? CarriedBy { get; init; }

    /// <summary>What to switch on when its content is missing.</summary>
    public string? Hint { get; init; }

    /// <summary>The prompt of a candidate that gave no record although it has one.</summary>
    public string? Prompt { get; init; }

    /// <summary>The response of a candidate that gave no record although it has one.</summary>
    public string? Response { get; init; }

    public IReadOnlyList<ExplainedRecord> Records { get; init; } = [];

    public List<ExplainedSpan> Children { get; } = [];
}
