using Microsoft.Extensions.Configuration;
using OTel.Argilla.Sidecar.Configuration;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary>A setting on the command line.</summary>
internal static class SettingArgument
{
    private static readonly string[] Secrets = ["ApiKey", "BearerTokens", "ApiKeys", "Headers"];

    /// <summary>Reads <c>Section:Name=value</c>.</summary>
    /// <exception cref="CommandException">It is none, or a secret.</exception>
    public static KeyValuePair<string, string?> Read(string argument)
    {
        var at = argument.IndexOf('=', StringComparison.Ordinal);
        var name = at < 0 ? argument : argument[..at].Trim();
        if (at < 0 || name.IndexOf(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal) <= 0)
        {
            throw new CommandException(ExitCodes.Usage, "--set takes a setting with its section and its value, such as Receiver:HttpEndpoint=127.0.0.1:5318.");
        }

        if (!ServeSettingsReader.SectionNames.Contains(name.Split(ConfigurationPath.KeyDelimiter)[0], StringComparer.OrdinalIgnoreCase))
        {
            throw new CommandException(ExitCodes.Usage, $"--set {SafeText.Line(name)}: there is no such section. There are: {string.Join(", ", ServeSettingsReader.SectionNames)}.");
        }

        return name.Split(ConfigurationPath.KeyDelimiter).Any(static part => Secrets.Contains(part, StringComparer.OrdinalIgnoreCase))
            ? throw new CommandException(ExitCodes.Usage, $"{SafeText.Line(name)} cannot be given on the command line, which other users of the machine can read: set the environment variable {SafeText.Line(name.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal))}.")
            : KeyValuePair.Create(name, (string?)argument[(at + 1)..]);
    }
}
