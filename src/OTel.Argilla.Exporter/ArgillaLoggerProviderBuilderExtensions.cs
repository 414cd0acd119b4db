using Microsoft.Extensions.Options;
using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Registration;

namespace OpenTelemetry.Logs;

/// <summary>
/// Lets GenAI log records reach the Argilla exporter: some SDKs write prompt and response there instead of on the span. The spans still come from
/// the tracer provider.
/// </summary>
public static class ArgillaLoggerProviderBuilderExtensions
{
    /// <summary>Feeds GenAI log records to the Argilla exporter.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The same builder.</returns>
    public static LoggerProviderBuilder AddArgillaExporter(this LoggerProviderBuilder builder) => AddArgillaExporter(builder, null, null);

    /// <summary>Feeds GenAI log records to the Argilla exporter.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options, which the traces' exporter shares.</param>
    /// <returns>The same builder.</returns>
    public static LoggerProviderBuilder AddArgillaExporter(this LoggerProviderBuilder builder, Action<ArgillaExporterOptions> configure) =>
        AddArgillaExporter(builder, null, configure);

    /// <summary>Feeds GenAI log records to the Argilla exporter of this name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Name that the traces' exporter has; null for the default.</param>
    /// <param name="configure">Sets options, which the traces' exporter of that name shares.</param>
    /// <returns>The same builder.</returns>
    public static LoggerProviderBuilder AddArgillaExporter(this LoggerProviderBuilder builder, string? name, Action<ArgillaExporterOptions>? configure)
    {
        if (builder is null)
        {
            throw new ArgumentNullException(nameof(builder));
        }

        var optionsName = name ?? Options.DefaultName;
        var isNew = false;
        builder.ConfigureServices(services => isNew = ArgillaServices.TryAdd(services, optionsName, "logs", configure));
        return isNew ? builder.AddProcessor(services => ArgillaServices.CreateLogProcessor(services, optionsName)) : builder;
    }
}
