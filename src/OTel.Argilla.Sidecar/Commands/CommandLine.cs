using System.CommandLine;
using System.CommandLine.Parsing;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary>The command <c>otel-argilla</c>.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command line; the exit code. Never throws.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CommandIo io, CancellationToken cancellation = default)
    {
        var parsed = Create(io).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in ErrorsOf(parsed))
            {
                await io.Error.WriteLineAsync($"error: {SafeText.Line(error)}");
            }

            await io.Error.WriteLineAsync($"See: {PathOf(parsed.CommandResult)} --help");
            return ExitCodes.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = io.Out,
                    Error = io.Error,
                    EnableDefaultExceptionHandler = false,

                    // The service minds signals itself: its stop has a time-out of its own, and is no interruption.
                    ProcessTerminationTimeout = parsed.CommandResult.Command.Name == ServeCommand.Name ? null : TimeSpan.FromSeconds(30),
                },
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
        catch (IOException exception)
        {
            // Of reading and sending each step catches its own: this is what the command says, to a disk that is full.
            await io.Error.WriteLineAsync($"error: the output cannot be written: {SafeText.Line(exception.Message)}");
            return ExitCodes.Incomplete;
        }
    }

    /// <summary>The commands with their options.</summary>
    public static RootCommand Create(CommandIo io) => new(
        """
        OpenTelemetry traces of any instrumented LLM SDK into Argilla records, for people to review.

        It ends with 0 when all is done, 1 when a file could not be read, or something not be
        written or delivered, 2 when the command line or the configuration is wrong, 3 when Argilla
        cannot be used as configured, and 130 when it was interrupted.
        """)
    {
        ServeCommand.Create(io),
        ReplayCommand.Create(io),
        ExplainCommand.Create(io),
        CheckCommand.Create(io),
        DeadLettersCommand.Create(io),
    };

    /// <summary>The command as one types it, with those that it belongs to.</summary>
    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : "otel-argilla";

    /// <summary>Of a command that does not exist the parser says too that one is missing, and what follows it is unknown as well.</summary>
    private static IEnumerable<string> ErrorsOf(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand && parsed.UnmatchedTokens is [var first, ..]
            ? [$"There is no {(first.StartsWith('-') ? "option" : "command")} '{first}'."]
            : parsed.Errors.Select(static error => error.Message);
}
