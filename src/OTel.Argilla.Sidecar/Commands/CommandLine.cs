using System.CommandLine;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary>The command <c>otel-argilla</c>.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command line; the exit code. Never throws.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CommandIo io, CancellationToken cancellation = default)
    {
        var root = new RootCommand("Recorded OpenTelemetry traces of any instrumented LLM SDK into Argilla records, for people to review.")
        {
            ReplayCommand.Create(io),
            ExplainCommand.Create(io),
            CheckCommand.Create(io),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await io.Error.WriteLineAsync($"error: {SafeText.Line(error.Message)}");
            }

            await io.Error.WriteLineAsync($"See: otel-argilla {(parsed.CommandResult.Command is RootCommand ? string.Empty : parsed.CommandResult.Command.Name + " ")}--help");
            return ExitCodes.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = io.Out, Error = io.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) },
                cancellation);
        }
        catch (CommandException exception)
        {
            foreach (var line in exception.Message.Split('\n'))
            {
                await io.Error.WriteLineAsync($"error: {line.TrimEnd('\r')}");
            }

            return exception.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await io.Error.WriteLineAsync("interrupted");
            return ExitCodes.Interrupted;
        }
    }
}
