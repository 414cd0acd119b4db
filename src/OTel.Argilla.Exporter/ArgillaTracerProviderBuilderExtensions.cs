using Microsoft.Extensions.Options;
using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Registration;

namespace OpenTelemetry.Trace;

/// <summary>Adds the Argilla exporter to a tracer provider.</summary>
public static class ArgillaTracerProviderBuilderExtensions
{
    /// <summary>Adds the Argilla exporter, set up by the configuration section <c>Argilla</c> and the environment.</summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The same builder.</returns>
    public static TracerProviderBuilder AddArgillaExporter(this TracerProviderBuilder builder) => AddArgillaExporter(builder, null, null);

    /// <summary>Adds the Argilla exporter.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options, after the configuration section <c>Argilla</c> and the environment.</param>
    /// <returns>The same builder.</returns>
    public static TracerProviderBuilder AddArgillaExporter(this TracerProviderBuilder builder, Action<ArgillaExporterOptions> configure) =>
        AddArgillaExporter(builder, null, configure);

    /// <summary>
    /// Adds an Argilla exporter of this name. Traces and logs that add the same name (or none) share one exporter, so their settings add up.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Name of the options; null for the default ones. The section <c>Argilla:{name}</c> goes before <c>Argilla</c>.</param>
    /// <param name="configure">Sets options, after configuration and environment.</param>
    /// <returns>The same builder.</returns>
    public static TracerProviderBuilder AddArgillaExporter(this TracerProviderBuilder builder, string? name, Action<ArgillaExporterOptions>? configure)
    {
        if (builder is null)
        {
            throw new ArgumentNullException(nameof(builder));
        }

        var optionsName = name ?? Options.DefaultName;
        var isNew = false;
        builder.ConfigureServices(services => isNew = ArgillaServices.TryAdd(services, optionsName, "traces", configure));
        return isNew ? builder.AddProcessor(services => ArgillaServices.CreateSpanProcessor(services, optionsName)) : builder;
    }

    /// <summary>
    /// Subscribes the activity sources of the known .NET GenAI SDKs: Microsoft.Extensions.AI, Agent Framework, Semantic Kernel, OpenAI, Azure.AI,
    /// Anthropic. Whether spans hold prompt and response is each SDK's own switch.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The same builder.</returns>
    public static TracerProviderBuilder AddGenAISources(this TracerProviderBuilder builder)
    {
        if (builder is null)
        {
            throw new ArgumentNullException(nameof(builder));
        }

        return builder.AddSource(GenAISources.Names);
    }
}
