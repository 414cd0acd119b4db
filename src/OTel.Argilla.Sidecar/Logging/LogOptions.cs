using Microsoft.Extensions.Logging;

namespace OTel.Argilla.Sidecar.Logging;

/// <summary>What is logged, and how.</summary>
internal sealed class LogOptions
{
    public LogFormat Format { get; set; }

    /// <summary>The least level, by category or the beginning of one; <c>Default</c> for all others.</summary>
    public IDictionary<string, LogLevel> Levels { get; } = new Dictionary<string, LogLevel>(StringComparer.OrdinalIgnoreCase)
    {
        ["Default"] = LogLevel.Information,
        ["Microsoft"] = LogLevel.Warning,
    };
}
