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
    public static ILoggerFactory Create(LogOptions options, TextWriter output, TimeProvider time)
    {
        var filter = new LoggerFilterOptions { MinLevel = options.Levels[Default] };
        foreach (var (category, level) in options.Levels.Where(static pair => !pair.Key.Equals(Default, StringComparison.OrdinalIgnoreCase)))
        {
            filter.Rules.Add(new LoggerFilterRule(null, category, level, null));
        }

        return new LoggerFactory([new LineLoggerProvider(options.Format, output, time)], filter);
    }
}
