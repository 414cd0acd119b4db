using System.CommandLine;
using OTel.Argilla.Sidecar.Files;
using OTel.Argilla.Sidecar.Replay;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary><c>otel-argilla replay</c>.</summary>
internal static class ReplayCommand
{
    public static Command Create(CommandIo io)
    {
        var paths = InputArguments.Paths();
        var server = new ServerOptions();
        var dryRun = new Option<bool>("--dry-run") { Description = "Read and evaluate everything, send and write nothing. Needs no server and no key." };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Write each record to FILE ('-': standard output) as a line of JSON, the item that would be sent, and send nothing. Needs no server and no key.",
            HelpName = "FILE",
        };
        var fromStart = new Option<bool>("--from-start") { Description = "Send everything, also what an interrupted run of the same replay has delivered." };
        var state = new Option<string?>("--state")
        {
            Description = "Where an interrupted run is remembered. Default: otel-argilla in $XDG_STATE_HOME, else in the user's own data directory.",
            HelpName = "DIRECTORY",
        };
        var temp = new Option<string?>("--temp")
        {
            Description = "Where input larger than memory is sorted, about as large as its GenAI spans. Default: the system's directory for temporary files.",
            HelpName = "DIRECTORY",
        };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Show no progress." };
        var command = new Command("replay", "Send recorded OpenTelemetry traces to Argilla: one record for each outermost interaction. Running it again changes nothing.")
        {
            paths, dryRun, output, fromStart, state, temp, quiet,
        };
        server.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var settings = new ReplaySettings
            {
                Paths = parsed.GetValue(paths)!,
                IsDryRun = parsed.GetValue(dryRun),
                Output = parsed.GetValue(output),
                FromStart = parsed.GetValue(fromStart),
                IsQuiet = parsed.GetValue(quiet),
                TemporaryDirectory = parsed.GetValue(temp) ?? Path.GetTempPath(),
                StateDirectory = parsed.GetValue(state) ?? DefaultDirectory.Of(io),
            };
            if (settings.IsDryRun && settings.Output is not null)
            {
                throw new CommandException(ExitCodes.Usage, "--dry-run writes nothing, so there is nothing for --output: leave one of them out (--output sends nothing either).");
            }

            InputArguments.RefuseTerminal(settings.Paths, io);
            return new ReplayRun(server.Load(parsed, io, settings.Sends), settings, io).RunAsync(cancellation);
        });
        return command;
    }
}
