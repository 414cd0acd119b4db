using System.Diagnostics.Tracing;

namespace OTel.Argilla.Exporter.Diagnostics;

/// <summary>What the exporter says about itself. The name lets the self-diagnostics of the OpenTelemetry SDK write it to their file.</summary>
[EventSource(Name = "OpenTelemetry-Exporter-Argilla")]
internal sealed partial class ArgillaEventSource : EventSource
{
    public static readonly ArgillaEventSource Log = new();
}
