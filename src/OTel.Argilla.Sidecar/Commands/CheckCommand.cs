using System.CommandLine;
using OTel.Argilla.Exporter;
using OTel.Argilla.Sidecar.Check;
using OTel.Argilla.Sidecar.Configuration;

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
                // As serve reads them: what passes here is to be served with.
                var settings = new ServeSettingsReader(server.Configure(parsed, io, []), needsServer: true).Read(DefaultDirectory.Of(io));
                settings.Argilla.ApiUrl ??= ArgillaExporterOptions.DefaultApiUrl;
                var lands = await new CheckRun(settings, report).RunAsync(cancellation);
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
