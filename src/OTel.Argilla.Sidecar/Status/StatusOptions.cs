namespace OTel.Argilla.Sidecar.Status;

/// <summary>Where health checks and the status page are, and what they tell.</summary>
internal sealed class StatusOptions
{
    /// <summary>Address and port, as <c>127.0.0.1:4319</c>; empty: none.</summary>
    public string Endpoint { get; set; } = "127.0.0.1:4319";

    /// <summary>Shows the newest pairs on the page. Beyond loopback only to those who authenticate.</summary>
    public bool ShowPairs { get; set; }

    /// <summary>Not ready when the oldest record has waited for longer; zero: however long it waits.</summary>
    public TimeSpan MaxBacklogAge { get; set; }

    /// <summary>Not ready while Argilla is away. Records are kept meanwhile, so that nothing is gained by taking the sidecar out of service.</summary>
    public bool NeedsArgilla { get; set; }
}
