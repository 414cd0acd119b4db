using OTel.Argilla.Exporter;

namespace OTel.Argilla.Sidecar.Serving;

/// <summary>How the sidecar keeps, assembles and delivers.</summary>
internal sealed class SidecarOptions
{
    /// <summary>Where the journal is: a directory of this process alone.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>How large the journal may grow, in bytes. Beyond it requests are refused, to be sent again.</summary>
    public long MaxJournalBytes { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>The exporter's options, validated: the server, the dataset (which may be a template), and when traces are complete.</summary>
    public required ArgillaExporterOptions Argilla { get; init; }

    /// <summary>False when no address of Argilla was set: everything stays in the journal.</summary>
    public bool HasServer { get; init; } = true;

    /// <summary>Datasets other than <see cref="ArgillaExporterOptions.Dataset"/>; the first that matches counts.</summary>
    public IReadOnlyList<RoutingRule> Rules { get; init; } = [];

    /// <summary>How many of the newest pairs are kept in memory for the status page.</summary>
    public int NewestPairs { get; init; }
}
