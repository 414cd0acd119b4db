using System.Diagnostics;
using OpenTelemetry.Logs;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Pipeline;

/// <summary>Reads a GenAI event out of a log record, keeping nothing of the record itself.</summary>
internal static class LogRecordReader
{
    private const string OriginalFormat = "{OriginalFormat}";
    private const long UnixEpochTicks = 621_355_968_000_000_000;

    /// <summary>The event; null when it is none, or names neither a span that will come nor (a judgement) a response.</summary>
    public static SpanEvent? Read(LogRecord record)
    {
        var namesSpan = record.SpanId != default && (record.TraceFlags & ActivityTraceFlags.Recorded) != 0;
        var name = record.EventId.Name;
        if (!SpanRelevance.IsRelevantEvent(name))
        {
            name = NameAttribute(record.Attributes);
            if (!SpanRelevance.IsRelevantEvent(name))
            {
                return null;
            }
        }

        if (!namesSpan && name != Evaluations.EventName)
        {
            return null;
        }

        KeyValuePair<string, object?>[] attributes = record.Attributes is { } list ? [.. list] : [];
        var log = new SpanEvent(name!, (record.Timestamp.Ticks - UnixEpochTicks) * 100, Body(record, attributes), attributes);
        return namesSpan || WaitingJudgements.ResponseOf(log) is not null ? log : null;
    }

    private static string? NameAttribute(IReadOnlyList<KeyValuePair<string, object?>>? attributes)
    {
        for (var i = 0; i < attributes?.Count; i++)
        {
            if (attributes[i] is { Key: "event.name" or "event_name", Value: string name })
            {
                return name;
            }
        }

        return null;
    }

    // With a message template the body is the template; what it renders to is there only when the app asked for formatted messages.
    private static string? Body(LogRecord record, KeyValuePair<string, object?>[] attributes)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Key == OriginalFormat)
            {
                return record.FormattedMessage ?? (record.Body?.Contains("{") == true ? null : record.Body);
            }
        }

        return record.Body ?? record.FormattedMessage;
    }
}
