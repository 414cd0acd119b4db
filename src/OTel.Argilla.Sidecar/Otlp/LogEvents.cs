using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>Which log records are GenAI events, and under which name.</summary>
internal static class LogEvents
{
    /// <summary>
    /// The name of the event: the record's own <c>event_name</c>, else the attribute <c>event.name</c> or <c>event_name</c> in which SDKs wrote it before
    /// that field was there, else the name of the scope, which is all that Spring AI's records have. Null when no dialect reads such events.
    /// </summary>
    public static string? NameOf(string eventName, string attributeName, string scopeName)
    {
        if (SpanRelevance.IsRelevantEvent(eventName))
        {
            return eventName;
        }

        if (SpanRelevance.IsRelevantEvent(attributeName))
        {
            return attributeName;
        }

        return eventName.Length == 0 && attributeName.Length == 0 && SpanRelevance.IsRelevantEvent(scopeName) ? scopeName : null;
    }

    /// <summary>The name of the event, when the record names a span, or is a judgement, which may name a response instead; else null.</summary>
    public static string? NameOf(in LogHead head, string scopeName) =>
        NameOf(head.EventName, head.NameAttribute, scopeName) is { } name && (head.NamesSpan || name == Evaluations.EventName) ? name : null;

    /// <summary>True when the record says what it belongs to.</summary>
    public static bool HasPlace(in LogHead head, SpanEvent log) => head.NamesSpan || WaitingJudgements.ResponseOf(log) is not null;

    /// <summary>When the event was; a record without a time has that at which it was observed.</summary>
    public static long TimeOf(in LogHead head) => OtlpTime.Clamp(head.Time != 0 ? head.Time : head.Observed);
}
