using System.CommandLine;
using OTel.Argilla.Sidecar.Configuration;
using OTel.Argilla.Sidecar.Explain;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary><c>otel-argilla explain</c>.</summary>
internal static class ExplainCommand
{
    public static Command Create(CommandIo io)
    {
        var paths = InputArguments.Paths();
        var trace = new Option<string?>("--trace", "-t") { Description = "Show this trace alone: its id, or how it begins.", HelpName = "ID" };
        var json = new Option<bool>("--json") { Description = "One line of JSON for each trace, for programs." };
        var full = new Option<bool>("--full") { Description = "Whole prompts and responses instead of their beginnings." };
        var config = new Option<string?>("--config", "-c") { Description = "YAML or JSON file (*.json) of settings; of its section 'Argilla' only what changes the choice of records matters here.", HelpName = "FILE" };
        var command = new Command("explain", "Tell of each recorded trace which span became which record, which did not and why, and what to switch on when content is missing. Needs no server.")
        {
            paths, trace, json, full, config,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var settings = new ExplainSettings
            {
                Paths = parsed.GetValue(paths)!,
                TraceId = Normalize(parsed.GetValue(trace)),
                IsJson = parsed.GetValue(json),
                IsFull = parsed.GetValue(full),
            };
            InputArguments.RefuseTerminal(settings.Paths, io);
            var options = CommandSettings.Load(CommandConfiguration.Load(io, parsed.GetValue(config), []), needsServer: false);
            return Task.FromResult(new ExplainRun(options, settings, io).Run(cancellation));
        });
        return command;
    }

    /// <summary>As people copy ids: upper case, or with dashes.</summary>
    private static string? Normalize(string? id)
    {
        var digits = id?.Replace("-", string.Empty, StringComparison.Ordinal).ToLowerInvariant();
        return digits is null || (digits.Length is >= 4 and <= 32 && digits.All(char.IsAsciiHexDigitLower))
            ? digits
            : throw new CommandException(ExitCodes.Usage, $"'{SafeText.Line(id!)}' is no trace id: give its 32 hexadecimal digits, or at least the first 4.");
    }
}
