using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using OTel.Argilla.Sidecar.Commands;

namespace OTel.Argilla.Sidecar.Configuration;

/// <summary>
/// All that is set: <c>appsettings.json</c> of the working directory, before it the file of <c>--config</c>, before that the environment
/// (<c>Argilla__Dataset</c>), and first of all the command line. Every command has the same.
/// </summary>
internal sealed class CommandConfiguration
{
    private readonly List<SettingsLayer> _layers;

    /// <summary>Those of files.</summary>
    private readonly List<SettingsLayer> _files;

    private CommandConfiguration(List<SettingsLayer> layers, List<SettingsLayer> files)
    {
        _layers = layers;
        _files = files;
        Root = new ConfigurationRoot([.. layers.Select(static layer => layer.Provider)]);
    }

    public IConfigurationRoot Root { get; }

    /// <summary>Those of the file of <c>--config</c>, ours or not.</summary>
    private IReadOnlyList<string> FileSections { get; init; } = [];

    /// <summary>Reads everything.</summary>
    /// <param name="io">Environment and working directory.</param>
    /// <param name="configFile">A file of settings, or null.</param>
    /// <param name="arguments">What the command line sets; null values are not set.</param>
    /// <exception cref="CommandException">A file cannot be read, or the command line sets something twice.</exception>
    public static CommandConfiguration Load(CommandIo io, string? configFile, IEnumerable<KeyValuePair<string, string?>> arguments)
    {
        var layers = new List<SettingsLayer>();
        var beside = Path.Combine(io.WorkingDirectory, "appsettings.json");
        if (File.Exists(beside))
        {
            layers.Add(FromFile(beside, "appsettings.json"));
        }

        var sections = new List<string>();
        if (configFile is not null)
        {
            layers.Add(FromFile(Path.Combine(io.WorkingDirectory, configFile), configFile));
            sections.AddRange(layers[^1].Provider.GetChildKeys([], null).Distinct(StringComparer.OrdinalIgnoreCase));
        }

        var files = layers.ToList();
        layers.Add(new SettingsLayer(
            Memory(io.Environment.Select(static pair => KeyValuePair.Create(pair.Key.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), pair.Value))),
            static path => "environment variable " + path.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal)));
        layers.Add(new SettingsLayer(Memory(Once(arguments.Where(static pair => pair.Value is not null))), static _ => "command line"));
        return new CommandConfiguration(layers, files) { FileSections = sections };
    }

    /// <summary>
    /// A sentence for each name of the file of <c>--config</c> that is no section, most likely a misspelt one, and for each value of a file in the place of a section.
    /// An <c>appsettings.json</c> may hold what is another program's, and so may a variable such as <c>STATUS</c>.
    /// </summary>
    /// <param name="known">The sections there are.</param>
    public IEnumerable<string> FindSectionProblems(IReadOnlyList<string> known)
    {
        foreach (var section in FileSections.Where(section => !known.Contains(section, StringComparer.OrdinalIgnoreCase)))
        {
            yield return $"{SafeText.Line(section)} ({_files[^1].Place(section)}) is no section of settings. There are: {string.Join(", ", known)}.";
        }

        foreach (var (section, file) in known.SelectMany(section => _files.Select(file => (section, file))))
        {
            if (file.Provider.TryGet(section, out var value) && !string.IsNullOrWhiteSpace(value))
            {
                yield return $"{section} ({file.Place(section)}) must be a section: write its settings below it, each with its name.";
            }
        }
    }

    /// <summary>Where the setting stands, of several places the one that counts; null when it is nowhere.</summary>
    public string? PlaceOf(string path) => _layers.FindLast(layer => layer.Has(path))?.Place(path);

    private static SettingsLayer FromFile(string path, string name)
    {
        name = SafeText.Line(name);
        try
        {
            var provider = SettingsFile.Read(path);
            return new SettingsLayer(provider, at => (provider as YamlSettings)?.LineOf(at) is { } line ? FormattableString.Invariant($"{name}, line {line}") : name);
        }
        catch (Exception exception) when (exception is SettingsFileException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException(ExitCodes.Usage, $"The configuration file '{name}' cannot be read: {SafeText.Line(exception.Message)}");
        }
    }

    /// <summary>Which of two values is meant nobody knows but who has typed them.</summary>
    private static List<KeyValuePair<string, string?>> Once(IEnumerable<KeyValuePair<string, string?>> arguments)
    {
        var all = arguments.ToList();
        var repeated = all.GroupBy(static pair => pair.Key, StringComparer.OrdinalIgnoreCase).Where(static same => same.Count() > 1).Select(static same => SafeText.Line(same.Key)).ToList();
        return repeated.Count == 0
            ? all
            : throw new CommandException(ExitCodes.Usage, string.Join(Environment.NewLine, repeated.Select(static name =>
                $"{name} is set more than once on the command line: give it once, by --set or by the option of its own.")));
    }

    /// <summary>Of variables that differ in case alone, or in how they write the colon, one counts: most of them are none of ours.</summary>
    private static MemoryConfigurationProvider Memory(IEnumerable<KeyValuePair<string, string?>> values) =>
        new(new MemoryConfigurationSource { InitialData = values.DistinctBy(static pair => pair.Key, StringComparer.OrdinalIgnoreCase) });
}
