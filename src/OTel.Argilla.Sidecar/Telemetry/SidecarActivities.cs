using System.Diagnostics;

namespace OTel.Argilla.Sidecar.Telemetry;

/// <summary>Spans of the sidecar's own work. None is made of a request that was received, and none without GenAI spans or records: so own traces that come back as requests make no more.</summary>
internal static class SidecarActivities
{
    /// <summary>Name of the source, to subscribe to.</summary>
    public const string SourceName = "OTel.Argilla.Sidecar";

    public static readonly ActivitySource Source = new(SourceName, ProductVersion.Text);
}
