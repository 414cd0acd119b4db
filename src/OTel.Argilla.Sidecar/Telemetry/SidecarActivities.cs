using System.Diagnostics;

namespace OTel.Argilla.Sidecar.Telemetry;

/// <summary>Spans of the sidecar's own work. None is made of a request that was received, and none without GenAI spans: so own spans that come back as requests make no more.</summary>
internal static class SidecarActivities
{
    /// <summary>Name of the source, to subscribe to.</summary>
    public const string SourceName = "OTel.Argilla.Sidecar";

    private static readonly ActivitySource Source = new(SourceName, ProductVersion.Text);

    /// <summary>True when somebody wants them.</summary>
    public static bool IsWanted => Source.HasListeners();

    /// <summary>Traces were evaluated. Known only when it is done: most looks find nothing to do, and are no work to tell of.</summary>
    /// <param name="began">When.</param>
    /// <param name="traces">How many; of such with GenAI spans.</param>
    public static void Evaluated(DateTimeOffset began, int traces) => Source
        .StartActivity(ActivityKind.Internal, default, [new("argilla.traces", traces)], null, began, "evaluate")?.Dispose();
}
