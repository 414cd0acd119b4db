namespace OTel.Argilla.Sidecar.Serving;

/// <summary>How things stand, for health checks, the status page and instruments.</summary>
internal sealed record SidecarState
{
    /// <summary>Why the journal takes nothing at the moment; null when it does.</summary>
    public string? JournalProblem { get; init; }

    /// <summary>What the journal takes on disk, in bytes.</summary>
    public long JournalBytes { get; init; }

    /// <summary>What it may take.</summary>
    public long MaxJournalBytes { get; init; }

    /// <summary>True while what an earlier process has left is being read.</summary>
    public bool IsRebuilding { get; init; }

    public long PendingTraces { get; init; }

    /// <summary>GenAI spans of pending traces.</summary>
    public long PendingSpans { get; init; }

    /// <summary>Records that wait for Argilla, in memory and on disk.</summary>
    public long OutboxRecords { get; init; }

    /// <summary>How long the oldest of them has waited; zero when none does.</summary>
    public TimeSpan BacklogAge { get; init; }

    /// <summary>Records that Argilla has refused, and that wait for somebody to look at them.</summary>
    public long DeadLetters { get; init; }

    public ArgillaReach Argilla { get; init; }

    /// <summary>What last went wrong, without content and secrets, and when; null when nothing has.</summary>
    public (string Text, DateTimeOffset Time)? LastError { get; init; }

    /// <summary>The pairs that were made last, the newest first; empty when they are not kept.</summary>
    public IReadOnlyList<NewestPair> NewestPairs { get; init; } = [];
}
