using System.Globalization;
using System.Text;
using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Otlp;

/// <summary>All that a batch holds, decoded to the last value, as lines that can be compared.</summary>
internal static class BatchText
{
    public static string Of(OtlpBatch batch)
    {
        var lines = new List<string>();
        lines.AddRange(batch.Spans.Select(Of));
        lines.AddRange(batch.Links.Select(static l => $"link {l.TraceId} {l.SpanId} < {l.ParentSpanId} {l.StartUnixNano}-{l.EndUnixNano} error={l.IsError} local={l.IsParentLocal}"));
        lines.AddRange(batch.Logs.Select(static l => $"log {l.TraceId} {l.SpanId} {Of(l.Event)}"));
        lines.Add($"others {batch.OtherLogs} {batch.SpansWithoutId}");
        return string.Join('\n', lines);
    }

    public static string Of(OtlpSpan span)
    {
        var attributes = new AttributeSet();
        span.CopyAttributesTo(attributes);
        var events = new List<SpanEvent>();
        span.CopyEventsTo(events);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"span {span.TraceId} {span.SpanId} < {span.ParentSpanId} '{span.Name}' '{span.ScopeName}' '{span.ServiceName}' ")
            .Append(CultureInfo.InvariantCulture, $"{span.StartUnixNano}-{span.EndUnixNano} error={span.IsError} local={span.IsParentLocal}");
        for (var i = 0; i < attributes.Count; i++)
        {
            text.Append("\n  ").Append(attributes.NameAt(i)).Append('=').Append(Of(attributes.ValueAt(i)));
        }

        foreach (var e in events)
        {
            text.Append("\n  event ").Append(Of(e));
        }

        return text.ToString();
    }

    /// <summary>The value with its type, and in the form in which the message reader sees it.</summary>
    public static string Of(object? value)
    {
        var tape = new ValueTape();
        var json = tape.AddAttribute(value).ToJson().ToString();
        return value switch
        {
            null => "(unset)",
            DeferredValue => "structured " + json,
            _ => value.GetType().Name + " " + json,
        };
    }

    private static string Of(SpanEvent e) =>
        $"{e.Name} {e.TimeUnixNano} body={Of(e.Body)} {string.Join(", ", e.Attributes.Select(a => a.Key + "=" + Of(a.Value)))}";
}
