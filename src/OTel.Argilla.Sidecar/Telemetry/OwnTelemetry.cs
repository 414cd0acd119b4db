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
internal sealed class OwnTelemetry : IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const int FlushMilliseconds = 2_000;

    private readonly OpenTelemetrySdk _sdk;

    private OwnTelemetry(OpenTelemetrySdk sdk) => _sdk = sdk;

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

    /// <summary>Sends what there is now.</summary>
    public void Flush()
    {
        _ = _sdk.TracerProvider.ForceFlush(FlushMilliseconds);
        _ = _sdk.MeterProvider.ForceFlush(FlushMilliseconds);
    }

    public void Dispose()
    {
        _ = _sdk.TracerProvider.Shutdown(FlushMilliseconds);
        _ = _sdk.MeterProvider.Shutdown(FlushMilliseconds);
        _sdk.Dispose();
    }

    private static string? EndpointOf(IConfiguration configuration, string signal) =>
        string.Equals(configuration[$"OTEL_{signal}_EXPORTER"], "none", StringComparison.OrdinalIgnoreCase) ? null
        : configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"] is { Length: > 0 } own ? own
        : configuration[Endpoint] is { Length: > 0 } shared ? shared
        : null;

    private static OwnTelemetry Make(IConfiguration configuration, bool hasMetrics, bool hasTraces) => new(OpenTelemetrySdk.Create(builder =>
    {
        _ = builder.Services.AddSingleton(configuration);

        // What the user says of the resource goes before what we say.
        _ = builder.ConfigureResource(static resource => resource.Clear().AddTelemetrySdk()
            .AddService("otel-argilla", serviceVersion: ProductVersion.Text, autoGenerateServiceInstanceId: true)
            .AddEnvironmentVariableDetector());
        if (hasMetrics)
        {
            _ = builder.WithMetrics(static metrics => metrics.AddMeter(SidecarMetrics.MeterName, ExporterMetrics.MeterName, "Microsoft.AspNetCore.Server.Kestrel"));
        }

        if (hasTraces)
        {
            _ = builder.WithTracing(static traces => traces.AddSource(SidecarActivities.SourceName, DeliveryActivities.SourceName));
        }

        _ = builder.UseOtlpExporter();
    }));
}
