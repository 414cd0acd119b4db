namespace OTel.Argilla.Load.Crash;

/// <summary>What a crash test does.</summary>
internal sealed class CrashOptions
{
    /// <summary>The command of the sidecar.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>An empty directory.</summary>
    public required string Directory { get; init; }

    public int Seed { get; init; } = 1;

    public int Kills { get; init; } = 4;

    public int Clients { get; init; } = 4;

    /// <summary>Argilla fails, hangs, goes and comes back meanwhile.</summary>
    public bool ArgillaFails { get; init; }

    /// <summary>Further settings of the sidecar.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>Where the sidecar's data is; null: in the directory.</summary>
    public string? Data { get; init; }

    /// <summary>Says how it goes.</summary>
    public Action<string> Say { get; init; } = static _ => { };
}
