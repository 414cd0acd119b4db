using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Sidecar.Configuration;
using OTel.Argilla.Sidecar.Hosting;

namespace OTel.Argilla.Sidecar.Telemetry;

/// <summary>
/// Sends the sidecar's own metrics and traces by OTLP, by the usual variables <c>OTEL_*</c>; only when one of them names an endpoint, so that the SDK is not even
/// loaded otherwise. There are spans of work in the background alone: never of a request that was received, nor of an export, so that nothing feeds on itself.
/// </summary>
internal sealed class OwnTelemetry : IAsyncDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const int FlushMilliseconds = 2_000;

    private readonly MeterProvider? _metrics;
    private readonly TracerProvider? _traces;

    private OwnTelemetry(MeterProvider? metrics, TracerProvider? traces)
    {
        _metrics = metrics;
        _traces = traces;
    }

    /// <summary>Starts it when it is wanted; null when it is not.</summary>
    public static OwnTelemetry? Start(CommandConfiguration configuration, ILogger logger)
    {
        var root = configuration.Root;
        if (bool.TryParse(root["OTEL_SDK_DISABLED"], out var isDisabled) && isDisabled)
        {
            return null;
        }

        var metrics = EndpointOf(root, "METRICS");
        var traces = EndpointOf(root, "TRACES");
        if (metrics is null && traces is null)
        {
            return null;
        }

        ServeLog.OwnTelemetry(logger, Uri.TryCreate(metrics ?? traces, UriKind.Absolute, out var url) ? Redaction.Endpoint(url) : "(not an absolute address)");
        return Make(root, metrics is not null, traces is not null);
    }

    public ValueTask DisposeAsync()
    {
        _ = _metrics?.Shutdown(FlushMilliseconds);
        _ = _traces?.Shutdown(FlushMilliseconds);
        _metrics?.Dispose();
        _traces?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string? EndpointOf(IConfiguration configuration, string signal) =>
        string.Equals(configuration[$"OTEL_{signal}_EXPORTER"], "none", StringComparison.OrdinalIgnoreCase) ? null
        : configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"] is { Length: > 0 } own ? own
        : configuration[Endpoint] is { Length: > 0 } shared ? shared
        : null;

    private static OwnTelemetry Make(IConfiguration configuration, bool hasMetrics, bool hasTraces)
    {
        var resource = ResourceBuilder.CreateEmpty().AddTelemetrySdk()
            .AddService("otel-argilla", serviceVersion: ProductVersion.Text, autoGenerateServiceInstanceId: true)
            .AddEnvironmentVariableDetector();
        return new OwnTelemetry(
            hasMetrics
                ? Sdk.CreateMeterProviderBuilder().ConfigureServices(services => services.AddSingleton(configuration)).SetResourceBuilder(resource)
                    .AddMeter(SidecarMetrics.MeterName, ExporterMetrics.MeterName, "Microsoft.AspNetCore.Server.Kestrel").AddOtlpExporter().Build()
                : null,
            hasTraces
                ? Sdk.CreateTracerProviderBuilder().ConfigureServices(services => services.AddSingleton(configuration)).SetResourceBuilder(resource)
                    .AddSource(SidecarActivities.SourceName).AddOtlpExporter().Build()
                : null);
    }
}
