using System.CommandLine;
using Microsoft.Extensions.Logging;
using OTel.Argilla.Sidecar.Configuration;
using OTel.Argilla.Sidecar.Hosting;
using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Logging;
using OTel.Argilla.Sidecar.Receivers;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary><c>otel-argilla serve</c>.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create(CommandIo io)
    {
        var server = new ServerOptions("none: everything stays in the journal");
        var data = new Option<string?>("--data")
        {
            Description = "Where everything is kept that must outlive a restart. Default: otel-argilla/serve in $XDG_STATE_HOME, else in the user's own data directory.",
            HelpName = "DIRECTORY",
        };
        var emulator = new Option<bool>("--emulator") { Description = "Run the emulator beside it and deliver there: records on a page, without an Argilla." };
        var command = new Command(Name, "Take OTLP over gRPC and HTTP, and deliver records. What is acknowledged is not lost.") { data, emulator };
        server.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            server.Configure(parsed, io, [new("Journal:Directory", parsed.GetValue(data)), new("Emulator:Enabled", parsed.GetValue(emulator) ? "true" : null)]),
            io,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CommandConfiguration configuration, CommandIo io, CancellationToken cancellation)
    {
        var settings = new ServeSettingsReader(configuration).Read(Path.Combine(DefaultDirectory.Of(io), "serve"));
        using var lastError = new LastError(TimeProvider.System);
        using var loggers = LogSetup.Create(settings.Logging, io.Error, TimeProvider.System, lastError);
        using var events = new ExporterEvents(loggers);
        using var signals = new StopSignals(cancellation);
        try
        {
            await using var host = await ServeHost.StartAsync(settings, io.Sidecar, configuration, loggers, lastError, TimeProvider.System, signals.Asked);
            var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = signals.Asked.Register(asked.SetResult);
            await asked.Task;
            await host.StopAsync();
            return ExitCodes.Done;
        }
        catch (OperationCanceledException) when (signals.Asked.IsCancellationRequested)
        {
            // Before it had started.
            return ExitCodes.Done;
        }
        catch (ReceiverException exception)
        {
            throw new CommandException(ExitCodes.Usage, exception.Message);
        }
        catch (JournalException exception)
        {
            throw new CommandException(ExitCodes.Incomplete, exception.Message);
        }
    }
}
