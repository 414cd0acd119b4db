using OTel.Argilla.Exporter;
using OTel.Argilla.Sidecar.Logging;
using OTel.Argilla.Sidecar.Receivers;
using OTel.Argilla.Sidecar.Serving;
using OTel.Argilla.Sidecar.Status;

namespace OTel.Argilla.Sidecar.Configuration;

/// <summary>All settings of <c>otel-argilla serve</c>, read and checked.</summary>
internal sealed class ServeSettings
{
    /// <summary>Where the server is, and what becomes a record. Agents may run for long: their traces are waited for.</summary>
    public ArgillaExporterOptions Argilla { get; } = SidecarDefaults.Options();

    public ReceiverOptions Receiver { get; } = new();

    public required JournalOptions Journal { get; init; }

    public IList<RoutingRule> Rules { get; } = [];

    public StatusOptions Status { get; } = new();

    public EmulatorOptions Emulator { get; } = new();

    public LogOptions Logging { get; } = new();

    /// <summary>How long Argilla is given at the end to take the records that are ready.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>True when pairs may be shown: to this machine, or to those who authenticate.</summary>
    public bool ShowsPairs => Status.ShowPairs
        && (Receiver.Authentication.IsOn || (ListenAddress.TryParse(Status.Endpoint, out var address) && address.IsLoopback));
}
