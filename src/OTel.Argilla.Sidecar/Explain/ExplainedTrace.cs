namespace OTel.Argilla.Sidecar.Explain;

/// <summary>A trace, or the few traces that one turn spreads over, with what became of each span.</summary>
internal sealed class ExplainedTrace
{
    /// <summary>Ids in hexadecimal digits, the one that the others were joined to first.</summary>
    public required IReadOnlyList<string> TraceIds { get; init; }

    /// <summary>Start of its first GenAI span, in nanoseconds of Unix time.</summary>
    public required long StartUnixNano { get; init; }

    /// <summary>Spans without a parent that is known, by start.</summary>
    public required IReadOnlyList<ExplainedSpan> Roots { get; init; }

    /// <summary>Spans that are not GenAI and have none below: they are not shown.</summary>
    public required int SpansLeftOut { get; init; }

    /// <summary>What to switch on so that content comes; empty when there is nothing to say.</summary>
    public required IReadOnlyList<string> Hints { get; init; }
}
