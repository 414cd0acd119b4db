namespace OTel.Argilla.Exporter.Argilla;

/// <summary>A request that failed.</summary>
internal sealed class ArgillaError
{
    public ArgillaError(ArgillaErrorKind kind, int status = 0)
    {
        Kind = kind;
        Status = status;
    }

    public ArgillaErrorKind Kind { get; }

    /// <summary>HTTP status; 0 when there was no answer.</summary>
    public int Status { get; }

    /// <summary>What the server said. It may quote values of a record, so it goes through <see cref="ReasonText"/> before anybody sees it.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>The exception type of a 500. Its message is never kept: it quotes prompts and responses.</summary>
    public string FaultType { get; init; } = string.Empty;

    /// <summary>Positions of the records that the server found bad, ascending; empty when it named none.</summary>
    public IReadOnlyList<int> BadRecords { get; init; } = [];

    /// <summary>How long the server asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The same with a text that may be shown.</summary>
    public ArgillaError WithText(string text) => text == Text ? this : new(Kind, Status)
    {
        Text = text,
        FaultType = FaultType,
        BadRecords = BadRecords,
        RetryAfter = RetryAfter,
    };

    /// <summary>A short description without any content of records.</summary>
    public override string ToString() => (Status, FaultType) switch
    {
        (0, _) => $"{Kind}: {Text}",
        (_, { Length: > 0 }) => $"{Status} {Kind} ({FaultType})",
        _ => $"{Status} {Kind}",
    };
}
