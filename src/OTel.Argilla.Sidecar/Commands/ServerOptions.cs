using System.CommandLine;
using OTel.Argilla.Exporter;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary>The options that say where Argilla is. The key is none of them: other users of the machine can read command lines.</summary>
internal sealed class ServerOptions
{
    private readonly Option<string?> _url = new("--url")
    {
        Description = "Address of the Argilla server. Default: ARGILLA_API_URL, else http://localhost:6900. The key comes from ARGILLA_API_KEY.",
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

    public void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_workspace);
        command.Add(_dataset);
        command.Add(_config);
    }

    /// <exception cref="CommandException">A setting is wrong.</exception>
    public ArgillaExporterOptions Load(ParseResult parsed, CommandIo io, bool needsServer) => CommandSettings.Load(
        io,
        parsed.GetValue(_config),
        [
            new("Argilla:ApiUrl", parsed.GetValue(_url)),
            new("Argilla:Workspace", parsed.GetValue(_workspace)),
            new("Argilla:Dataset", parsed.GetValue(_dataset)),
        ],
        needsServer);
}
