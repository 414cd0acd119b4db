namespace OTel.Argilla.Sidecar.Explain;

/// <summary>What the command line says of an explanation.</summary>
internal sealed class ExplainSettings
{
    /// <summary>Files, directories, and <c>-</c> for standard input.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>The trace to show, or how its id begins, in lower-case hexadecimal digits; null for all.</summary>
    public string? TraceId { get; init; }

    /// <summary>JSON instead of text.</summary>
    public bool IsJson { get; init; }

    /// <summary>Whole texts instead of their beginnings.</summary>
    public bool IsFull { get; init; }

    /// <summary>How much of a prompt or response is shown, in characters.</summary>
    public int PreviewLength { get; init; } = 160;
}
