using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Trace;
using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Registration;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary>
/// The exporter's options, by the same names as in an app: what the command line says goes before the environment (<c>Argilla__*</c>), that before the file of
/// <c>--config</c>, and all of them before the environment's <c>ARGILLA_*</c>.
/// </summary>
internal static class CommandSettings
{
    /// <summary>Reads the options.</summary>
    /// <param name="io">The environment.</param>
    /// <param name="configFile">A JSON file with a section <c>Argilla</c>, or null.</param>
    /// <param name="overrides">What the command line sets; null values are not set.</param>
    /// <param name="needsServer">False when nothing is sent: then there need be no key.</param>
    /// <exception cref="CommandException">A setting is wrong.</exception>
    public static ArgillaExporterOptions Load(CommandIo io, string? configFile, IEnumerable<KeyValuePair<string, string?>> overrides, bool needsServer)
    {
        var options = Read(Configuration(io, configFile, overrides));
        var checkedOptions = options.Snapshot();
        if (!needsServer && string.IsNullOrWhiteSpace(checkedOptions.ApiKey))
        {
            checkedOptions.ApiKey = "none";
        }

        // What could not be delivered is read again: no second store is needed beside the files.
        checkedOptions.StorageDirectory = null;
        if (ArgillaOptionsValidator.FindProblems(checkedOptions) is { Count: > 0 } problems)
        {
            throw new CommandException(ExitCodes.Usage, string.Join(Environment.NewLine, problems));
        }

        options.StorageDirectory = null;
        options.ApiUrl ??= ArgillaExporterOptions.DefaultApiUrl;
        return options;
    }

    private static ArgillaExporterOptions Read(IConfiguration configuration)
    {
        var services = new ServiceCollection().AddOptions().BuildServiceProvider();
        using (services)
        {
            var options = new ArgillaExporterOptions();
            try
            {
                new ArgillaOptionsSetup(services.GetRequiredService<IOptionsMonitor<BatchExportActivityProcessorOptions>>(), configuration).Configure(options);
            }
            catch (OptionsValidationException exception)
            {
                throw new CommandException(ExitCodes.Usage, string.Join(Environment.NewLine, exception.Failures));
            }

            return options;
        }
    }

    private static IConfiguration Configuration(CommandIo io, string? configFile, IEnumerable<KeyValuePair<string, string?>> overrides)
    {
        var builder = new ConfigurationBuilder();
        try
        {
            if (configFile is not null)
            {
                builder.AddJsonFile(Path.GetFullPath(configFile), optional: false, reloadOnChange: false);
            }

            builder.AddInMemoryCollection(io.Environment.Select(static pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), pair.Value)));
            builder.AddInMemoryCollection(overrides.Where(static pair => pair.Value is not null));
            return builder.Build();
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            // Of a malformed file the inner message names line and position, and nothing of its content.
            throw new CommandException(
                ExitCodes.Usage, $"The configuration file '{SafeText.Line(configFile!)}' cannot be read: {SafeText.Line(exception.InnerException?.Message ?? exception.Message)}");
        }
    }
}
