using Microsoft.Extensions.Logging;

namespace OTel.Argilla.Sidecar.Logging;

/// <summary>Makes the log: without the host's services, which cost a part of the start.</summary>
internal static class LogSetup
{
    private const string Default = "Default";

    /// <summary>The loggers of a process.</summary>
    /// <param name="options">What and how.</param>
    /// <param name="output">Takes a line for each event, from any thread.</param>
    /// <param name="time">The clock.</param>
    /// <param name="lastError">Remembers errors, whatever the levels are.</param>
    public static ILoggerFactory Create(LogOptions options, TextWriter output, TimeProvider time, LastError lastError)
    {
        var filter = new LoggerFilterOptions { MinLevel = options.Levels[Default] };
        foreach (var (category, level) in options.Levels.Where(static pair => !pair.Key.Equals(Default, StringComparison.OrdinalIgnoreCase)))
        {
            filter.Rules.Add(new LoggerFilterRule(null, category, level, null));
        }

        // What keeps a web server from starting is said by whoever starts it, in a line.
        filter.Rules.Add(new LoggerFilterRule(null, "Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None, null));
        filter.Rules.Add(new LoggerFilterRule(typeof(LastError).FullName, null, LogLevel.Error, null));
        return new LoggerFactory([new LineLoggerProvider(options.Format, output, time), lastError], filter);
    }
}
