using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Registration;

namespace OTel.Argilla.Sidecar.Configuration;

/// <summary>The exporter's options from the section <c>Argilla</c> and the variables <c>ARGILLA_*</c>, by the same names as in an app.</summary>
internal static class ArgillaSettings
{
    /// <summary>Reads them on top of what the options hold; what is wrong is added to the problems.</summary>
    /// <param name="configuration">All that is set.</param>
    /// <param name="options">The options, with the defaults of the command.</param>
    /// <param name="needsServer">False when nothing is sent: then there need be no key.</param>
    /// <param name="problems">Takes a sentence for each problem.</param>
    /// <returns>The settings there are.</returns>
    public static IReadOnlyList<string> Read(CommandConfiguration configuration, ArgillaExporterOptions options, bool needsServer, List<string> problems)
    {
        var reader = new SettingReader(configuration.Root, string.Empty);
        ArgillaOptionsSetup.Read(reader, configuration.Root, options);
        problems.AddRange(reader.Problems);
        problems.AddRange(UnknownSettings.Find(configuration.Root.GetSection(SettingReader.Section), reader.Names, configuration.PlaceOf));

        // What cannot be delivered is read again, or kept in the journal: no second store is needed beside it.
        options.StorageDirectory = null;
        var checkedOptions = options.Snapshot();
        if (!needsServer && string.IsNullOrWhiteSpace(checkedOptions.ApiKey))
        {
            checkedOptions.ApiKey = "none";
        }

        problems.AddRange(ArgillaOptionsValidator.FindProblems(checkedOptions));
        return reader.Names;
    }
}
