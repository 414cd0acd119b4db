using System.CommandLine;
using OTel.Argilla.Sidecar.Configuration;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary>The options that say where a sidecar keeps what it must not forget, for commands that look into that.</summary>
internal sealed class DataOptions
{
    private readonly Option<string?> _data = new("--data")
    {
        Description = "The sidecar's data directory. Default: as for serve.",
        HelpName = "DIRECTORY",
        Recursive = true,
    };

    private readonly Option<string?> _config = new("--config", "-c")
    {
        Description = "The sidecar's file of settings, which may name the directory.",
        HelpName = "FILE",
        Recursive = true,
    };

    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_config);
    }

    /// <summary>The directory.</summary>
    /// <exception cref="CommandException">A file of settings cannot be read, or what it holds is no sections.</exception>
    public string Read(ParseResult parsed, CommandIo io)
    {
        var configuration = CommandConfiguration.Load(io, parsed.GetValue(_config), [new("Journal:Directory", parsed.GetValue(_data))]);
        var problems = string.Join(Environment.NewLine, configuration.FindSectionProblems(ServeSettingsReader.SectionNames));
        return problems.Length > 0 ? throw new CommandException(ExitCodes.Usage, problems)
            : configuration.Root["Journal:Directory"] is { Length: > 0 } directory ? Path.Combine(io.WorkingDirectory, directory)
            : Path.Combine(DefaultDirectory.Of(io), "serve");
    }
}
