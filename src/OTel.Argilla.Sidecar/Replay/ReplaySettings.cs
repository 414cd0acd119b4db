namespace OTel.Argilla.Sidecar.Replay;

/// <summary>What the command line says of a replay.</summary>
internal sealed class ReplaySettings
{
    /// <summary>Files, directories, and <c>-</c> for standard input.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Sends and writes nothing.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Writes records there instead of sending them; <c>-</c> for standard output.</summary>
    public string? Output { get; init; }

    /// <summary>Sends also what an interrupted run has sent.</summary>
    public bool FromStart { get; init; }

    /// <summary>No progress.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Where input larger than memory is sorted.</summary>
    public string TemporaryDirectory { get; init; } = Path.GetTempPath();

    /// <summary>Input up to this size is held in memory, in bytes.</summary>
    public long SmallInput { get; init; } = ReplayLimits.SmallInput;

    /// <summary>Where an interrupted run is remembered.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>After how long without a record getting through it gives up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>True when records go to Argilla.</summary>
    public bool Sends => !IsDryRun && Output is null;
}
