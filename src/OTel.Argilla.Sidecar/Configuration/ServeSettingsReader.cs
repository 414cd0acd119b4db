using Microsoft.Extensions.Logging;
using OTel.Argilla.Exporter.Registration;
using OTel.Argilla.Sidecar.Commands;
using OTel.Argilla.Sidecar.Logging;
using OTel.Argilla.Sidecar.Receivers;
using OTel.Argilla.Sidecar.Routing;
using OTel.Argilla.Sidecar.Serving;

namespace OTel.Argilla.Sidecar.Configuration;

/// <summary>Reads every section that <c>otel-argilla serve</c> has. All problems are told at once.</summary>
/// <param name="configuration">All that is set.</param>
/// <param name="needsServer">True for a command that does nothing without Argilla; the service may run without.</param>
internal sealed class ServeSettingsReader(CommandConfiguration configuration, bool needsServer = false)
{
    /// <summary>All sections there are.</summary>
    public static readonly IReadOnlyList<string> SectionNames = [SettingReader.Section, ReceiverSettings.Section, "Journal", "Routing", "Status", "Emulator", "Stop", "Logging"];

    private readonly List<string> _problems = [];
    private readonly List<(string Section, IReadOnlyList<Setting> Settings)> _sections = [];

    /// <summary>The sections that were read, with the settings there are; of Argilla's the names alone.</summary>
    public IReadOnlyList<(string Section, IReadOnlyList<Setting> Settings)> Sections => _sections;

    /// <exception cref="CommandException">Something is wrong; a line for each problem.</exception>
    public ServeSettings Read(string defaultDirectory)
    {
        var settings = new ServeSettings { Journal = new JournalOptions { Directory = defaultDirectory } };
        _problems.AddRange(configuration.FindSectionProblems(SectionNames));
        Section("Journal", reader => Read(reader, settings.Journal));
        Section("Emulator", reader =>
        {
            reader.Boolean("Enabled", settings.Emulator.Enabled, value => settings.Emulator.Enabled = value);
            reader.Text("Endpoint", settings.Emulator.Endpoint, value => settings.Emulator.Endpoint = value);
            CheckEndpoint(reader, "Endpoint", settings.Emulator.Endpoint, 6900);
        });
        ReadArgilla(settings);
        Section(ReceiverSettings.Section, reader => ReceiverSettings.Read(reader, settings.Receiver));
        _problems.AddRange(ReceiverOptionsValidator.FindProblems(settings.Receiver));
        Section("Routing", reader => reader.Items("Rules", rule => settings.Rules.Add(ReadRule(rule))));
        Section("Status", reader => Read(reader, settings.Status));
        Section("Stop", reader =>
        {
            reader.Duration("Timeout", settings.StopTimeout, value => settings.StopTimeout = value);
            CheckDuration(reader, "Timeout", settings.StopTimeout);
        });
        Section("Logging", reader =>
        {
            reader.Choice<LogFormat>("Format", settings.Logging.Format, value => settings.Logging.Format = value);
            reader.Choices<LogLevel>("LogLevel", settings.Logging.Levels);
        });
        CheckAddresses(settings);
        return _problems.Count == 0 ? settings : throw new CommandException(ExitCodes.Usage, string.Join(Environment.NewLine, _problems));
    }

    private static void Read(SectionReader reader, JournalOptions options)
    {
        reader.Text("Directory", options.Directory, value => options.Directory = value);
        reader.Int64("MaxBytes", options.MaxBytes, value => options.MaxBytes = value);
        if (options.MaxBytes < 1024 * 1024)
        {
            reader.Wrong("MaxBytes", "must be at least 1048576 (1 MiB)");
        }
    }

    private static void Read(SectionReader reader, Status.StatusOptions options)
    {
        reader.Text("Endpoint", options.Endpoint, value => options.Endpoint = ReceiverSettings.None(value));
        reader.Boolean("ShowPairs", options.ShowPairs, value => options.ShowPairs = value);
        reader.Duration("MaxBacklogAge", options.MaxBacklogAge, value => options.MaxBacklogAge = value);
        reader.Boolean("NeedsArgilla", options.NeedsArgilla, value => options.NeedsArgilla = value);
        CheckEndpoint(reader, "Endpoint", options.Endpoint, 4319);
        CheckDuration(reader, "MaxBacklogAge", options.MaxBacklogAge);
    }

    private static RoutingRule ReadRule(SectionReader reader)
    {
        var (attribute, value, dataset) = (string.Empty, "*", string.Empty);
        reader.Text("Attribute", attribute, text => attribute = text);
        reader.Text("Value", value, text => value = text);
        reader.Text("Dataset", dataset, text => dataset = text);
        if (reader.Problems().Count > 0)
        {
            return new RoutingRule(attribute, value, dataset);
        }

        if (attribute.Length == 0)
        {
            reader.Wrong("Attribute", "is missing: name an attribute of spans or of resources, such as service.name");
        }

        if (dataset.Length == 0)
        {
            reader.Wrong("Dataset", "is missing: name a dataset, or a template such as {service.name}-traces");
        }
        else if (DatasetTemplate.Read(dataset, out var problem) is null)
        {
            reader.Wrong("Dataset", problem!);
        }

        return new RoutingRule(attribute, value, dataset);
    }

    private static void CheckEndpoint(SectionReader reader, string name, string value, int port)
    {
        if (value.Length > 0 && !ListenAddress.TryParse(value, out _))
        {
            reader.Wrong(name, $"must be an IP address and a port, {ListenAddress.Examples(port)}");
        }
    }

    private static void CheckDuration(SectionReader reader, string name, TimeSpan value)
    {
        if (value < TimeSpan.Zero || value.TotalMilliseconds > int.MaxValue)
        {
            reader.Wrong(name, "must be zero or positive, and at most 24 days");
        }
    }

    private void ReadArgilla(ServeSettings settings)
    {
        // With the emulator, or without a server at all, nobody asks for a key.
        var hasServer = needsServer || (!settings.Emulator.Enabled && HasServer(configuration));
        var names = ArgillaSettings.Read(configuration, settings.Argilla, needsServer: hasServer, _problems);
        if (DatasetTemplate.Read(settings.Argilla.Dataset, out var problem) is null)
        {
            _problems.Add($"Argilla:Dataset {problem}");
        }

        _sections.Add((SettingReader.Section, [.. names.Select(static name => new Setting(name, null))]));
    }

    /// <summary>Otherwise the second one would be told that another program has its port.</summary>
    private void CheckAddresses(ServeSettings settings)
    {
        (string Name, string Text)[] endpoints =
        [
            ("Receiver:HttpEndpoint", settings.Receiver.HttpEndpoint), ("Receiver:GrpcEndpoint", settings.Receiver.GrpcEndpoint), ("Status:Endpoint", settings.Status.Endpoint),
            ("Emulator:Endpoint", settings.Emulator.Enabled ? settings.Emulator.Endpoint : string.Empty),
        ];
        foreach (var (index, one) in endpoints.Index())
        {
            foreach (var other in endpoints[(index + 1)..])
            {
                if (ListenAddress.TryParse(one.Text, out var first) && ListenAddress.TryParse(other.Text, out var second) && first.Overlaps(second))
                {
                    _problems.Add($"{one.Name} is {one.Text} and {other.Name} is {other.Text}, which is one address: give each a port of its own.");
                }
            }
        }
    }

    private static bool HasServer(CommandConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration.Root["Argilla:ApiUrl"]) || !string.IsNullOrEmpty(configuration.Root["ARGILLA_API_URL"]);

    private void Section(string name, Action<SectionReader> read)
    {
        var reader = new SectionReader(configuration.Root.GetSection(name), configuration.PlaceOf);
        read(reader);
        _problems.AddRange(reader.Problems());
        _sections.Add((name, reader.Settings));
    }
}
