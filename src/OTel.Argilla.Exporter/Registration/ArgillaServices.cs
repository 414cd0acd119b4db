using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Pipeline;

namespace OTel.Argilla.Exporter.Registration;

/// <summary>What traces and logs register alike.</summary>
internal static class ArgillaServices
{
    /// <summary>
    /// Registers options and pipeline of this name. Both signals feed one pipeline, so the settings of all calls with one name add up in order.
    /// False when the signal has it already: then there is nothing more to register.
    /// </summary>
    public static bool TryAdd(IServiceCollection services, string name, string signal, Action<ArgillaExporterOptions>? configure)
    {
        services.AddOptions();
        services.TryAddSingleton<PipelineFactory>();
        services.TryAddSingleton<PipelineRegistry>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<ArgillaExporterOptions>, ArgillaOptionsSetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ArgillaExporterOptions>, ArgillaOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(name, configure);
        }

        foreach (var service in services)
        {
            if (service.ServiceType == typeof(Registered) && service.ImplementationInstance is Registered known && known.Name == name && known.Signal == signal)
            {
                ArgillaEventSource.Log.RegisteredTwice(name, signal);
                return false;
            }
        }

        services.AddSingleton(new Registered(name, signal));
        return true;
    }

    public static BaseProcessor<Activity> CreateSpanProcessor(IServiceProvider services, string name)
    {
        var options = services.GetRequiredService<IOptionsMonitor<ArgillaExporterOptions>>().Get(name);
        var lease = services.GetRequiredService<PipelineRegistry>().Acquire(name);
        return options.ExportProcessorType == ExportProcessorType.Simple
            ? new ArgillaSimpleExportProcessor(lease)
            : new ArgillaExportProcessor(lease, options.BatchExportProcessorOptions);
    }

    public static BaseProcessor<LogRecord> CreateLogProcessor(IServiceProvider services, string name) =>
        new ArgillaLogProcessor(services.GetRequiredService<PipelineRegistry>().Acquire(name));

    /// <summary>Says that a signal has the exporter of this name.</summary>
    private sealed record Registered(string Name, string Signal);
}
