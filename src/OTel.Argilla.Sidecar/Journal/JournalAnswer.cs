namespace OTel.Argilla.Sidecar.Journal;

/// <summary>What became of chunks.</summary>
/// <param name="IsKept">They are kept for good.</param>
/// <param name="Problem">For an operator: why they are not, and what to do. Null when they are.</param>
internal readonly record struct JournalAnswer(bool IsKept, string? Problem = null);
