using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OTel.Argilla.Emulator.Tests;

/// <summary>The command <c>argilla-emulator</c> as a process of its own.</summary>
internal static class EmulatorProcess
{
    public static Process Start(string dataFile)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "argilla-emulator.dll"), "--urls", "http://127.0.0.1:0", "--data", dataFile })
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Where it says that it listens.</summary>
    public static async Task<Uri> Url(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Regex.Match(line, "listens on (http://[^ ]+)") is { Success: true } match)
            {
                return new Uri(match.Groups[1].Value);
            }
        }

        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }
}
