using System.CommandLine;
using OTel.Argilla.Sidecar.Check;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary><c>otel-argilla check</c>.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandIo io)
    {
        var server = new ServerOptions();
        var command = new Command("check", "Ask whether records would land in Argilla: configuration, server, key, workspace, dataset and its fields. Changes nothing.");
        server.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var report = new CheckReport(io);
            try
            {
                var options = server.Load(parsed, io, needsServer: true);
                var lands = await new CheckRun(options, report).RunAsync(cancellation);
                await io.Out.WriteLineAsync(lands ? "Records would land." : "Records would not land: change what failed, and check again.");
                return lands ? ExitCodes.Done : ExitCodes.Argilla;
            }
            catch (CommandException exception)
            {
                foreach (var line in exception.Message.Split('\n'))
                {
                    report.Fail("configuration", line.TrimEnd('\r'));
                }

                await io.Out.WriteLineAsync("Records would not land: change what failed, and check again.");
                return exception.ExitCode;
            }
        });
        return command;
    }
}
