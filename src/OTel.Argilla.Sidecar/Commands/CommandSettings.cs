using OTel.Argilla.Exporter;
using OTel.Argilla.Sidecar.Configuration;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary>The exporter's options for a command.</summary>
internal static class CommandSettings
{
    /// <summary>Reads the options.</summary>
    /// <param name="configuration">All that is set.</param>
    /// <param name="needsServer">False when nothing is sent: then there need be no key.</param>
    /// <exception cref="CommandException">A setting is wrong.</exception>
    public static ArgillaExporterOptions Load(CommandConfiguration configuration, bool needsServer)
    {
        var options = new ArgillaExporterOptions();
        var problems = configuration.FindSectionProblems(ServeSettingsReader.SectionNames).ToList();
        ArgillaSettings.Read(configuration, options, needsServer, problems);
        if (needsServer && options.Dataset.Contains('{', StringComparison.Ordinal))
        {
            problems.Add("Argilla:Dataset is a template, which serve alone fills: name one dataset with --dataset.");
        }

        if (problems.Count > 0)
        {
            throw new CommandException(ExitCodes.Usage, string.Join(Environment.NewLine, problems));
        }

        options.ApiUrl ??= ArgillaExporterOptions.DefaultApiUrl;
        return options;
    }
}
