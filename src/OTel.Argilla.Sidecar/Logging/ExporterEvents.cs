using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Extensions.Logging;
using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Sidecar.Logging;

/// <summary>
/// Brings what event sources say into the log: the exporter's, and that of the SDK's OTLP exporter, which tells when own telemetry cannot be sent. Thread-safe.
/// </summary>
internal sealed class ExporterEvents : EventListener
{
    private const string Exporter = "OpenTelemetry-Exporter-Argilla";
    private const string Otlp = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    private readonly RateLimit _limit = new(TimeProvider.System);
    private readonly ILogger _exporter;
    private readonly ILogger _sdk;

    public ExporterEvents(ILoggerFactory loggers)
    {
        _exporter = loggers.CreateLogger("OTel.Argilla.Exporter");
        _sdk = loggers.CreateLogger("OpenTelemetry");

        // The base class has told of sources that were there before the loggers were.
        foreach (var source in EventSource.GetSources())
        {
            Enable(source);
        }
    }

    /// <summary>The text of an event, with its values in their places.</summary>
    public static string TextOf(EventWrittenEventArgs written) => string.Format(CultureInfo.InvariantCulture, written.Message ?? written.EventName ?? string.Empty, [.. written.Payload ?? []]);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (_sdk is not null)
        {
            Enable(eventSource);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        var level = eventData.Level switch
        {
            EventLevel.Critical => LogLevel.Critical,
            EventLevel.Error => LogLevel.Error,
            EventLevel.Warning => LogLevel.Warning,
            EventLevel.Informational => LogLevel.Information,
            _ => LogLevel.Debug,
        };
        var isOurs = eventData.EventSource.Name == Exporter;
        var logger = isOurs ? _exporter : _sdk;
        if (logger.IsEnabled(level) && (isOurs || _limit.TryPass()))
        {
            // Behind the first line of the other's there is a stack.
            var text = TextOf(eventData);
            logger.Log(level, new EventId(eventData.EventId, eventData.EventName), isOurs ? text : text.Split('\n')[0].TrimEnd('\r'), null, static (text, _) => text);
        }
    }

    private void Enable(EventSource source)
    {
        if (source.Name == Exporter)
        {
            EnableEvents(source, LevelOf(_exporter));
        }
        else if (source.Name == Otlp && _sdk.IsEnabled(LogLevel.Error))
        {
            EnableEvents(source, EventLevel.Warning);
        }
    }

    private static EventLevel LevelOf(ILogger logger) =>
        logger.IsEnabled(LogLevel.Debug) ? EventLevel.Verbose
        : logger.IsEnabled(LogLevel.Information) ? EventLevel.Informational
        : logger.IsEnabled(LogLevel.Warning) ? EventLevel.Warning
        : logger.IsEnabled(LogLevel.Error) ? EventLevel.Error
        : EventLevel.Critical;
}
