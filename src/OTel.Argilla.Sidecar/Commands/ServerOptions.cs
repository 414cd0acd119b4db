using System.CommandLine;
using OTel.Argilla.Exporter;
using OTel.Argilla.Sidecar.Configuration;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary>The options that say where Argilla is. The key is none of them: other users of the machine can read command lines.</summary>
/// <param name="withoutUrl">What holds when there is no address.</param>
internal sealed class ServerOptions(string withoutUrl = "http://localhost:6900")
{
    private readonly Option<string?> _url = new("--url")
    {
        Description = $"Address of the Argilla server. Default: ARGILLA_API_URL, else {withoutUrl}. The key comes from ARGILLA_API_KEY.",
        HelpName = "URL",
    };

    private readonly Option<string?> _workspace = new("--workspace", "-w")
    {
        Description = "Workspace. Default: ARGILLA_WORKSPACE, else the only one that the key can see.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _dataset = new("--dataset", "-d")
    {
        Description = "Dataset, made when it is missing. Default: ARGILLA_DATASET, else llm-traces.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _config = new("--config", "-c")
    {
        Description = "YAML or JSON file (*.json) that sets any of the settings; 'Argilla' is the section of the exporter's options.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Any setting, such as 'Receiver:HttpEndpoint=127.0.0.1:5318'; may be given several times. No secrets: they go into the environment.",
        HelpName = "NAME=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    public void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_workspace);
        command.Add(_dataset);
        command.Add(_config);
        command.Add(_set);
    }

    /// <exception cref="CommandException">A setting is wrong.</exception>
    public ArgillaExporterOptions Load(ParseResult parsed, CommandIo io, bool needsServer) => CommandSettings.Load(Configure(parsed, io, []), needsServer);

    /// <summary>All that is set, with what this command line says, and what options of the command's own add to it.</summary>
    /// <exception cref="CommandException">A file cannot be read.</exception>
    public CommandConfiguration Configure(ParseResult parsed, CommandIo io, IEnumerable<KeyValuePair<string, string?>> others) => CommandConfiguration.Load(
        io,
        parsed.GetValue(_config),
        [
            .. (parsed.GetValue(_set) ?? []).Select(SettingArgument.Read),
            new("Argilla:ApiUrl", parsed.GetValue(_url)),
            new("Argilla:Workspace", parsed.GetValue(_workspace)),
            new("Argilla:Dataset", parsed.GetValue(_dataset)),
            .. others,
        ]);
}
