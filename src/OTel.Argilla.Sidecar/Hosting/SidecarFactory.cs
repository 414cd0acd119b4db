using Microsoft.Extensions.Logging;
using OTel.Argilla.Sidecar.Serving;
using OTel.Argilla.Sidecar.Telemetry;

namespace OTel.Argilla.Sidecar.Hosting;

/// <summary>Opens the journal, and starts what stands behind the receivers.</summary>
/// <param name="options">How.</param>
/// <param name="loggers">Where to say what the operator should know.</param>
/// <param name="time">The clock.</param>
/// <param name="metrics">Is told how long commits take.</param>
internal delegate ISidecar SidecarFactory(SidecarOptions options, ILoggerFactory loggers, TimeProvider time, SidecarMetrics? metrics);
