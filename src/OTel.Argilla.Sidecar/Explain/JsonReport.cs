using System.Text.Encodings.Web;
using System.Text.Json;

namespace OTel.Argilla.Sidecar.Explain;

/// <summary>Writes each explained trace as one line of JSON, for programs: whole texts, nothing cut.</summary>
internal sealed class JsonReport
{
    private readonly TextWriter _to;

    public JsonReport(TextWriter to) => _to = to;

    public void Write(ExplainedTrace trace)
    {
        using var bytes = new MemoryStream();
        // The default encoder writes all that is not ASCII as numbers: harmless in a terminal too.
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default, MaxDepth = 1000 }))
        {
            json.WriteStartObject();
            Strings(json, "trace_ids", trace.TraceIds);
            json.WriteStartArray("spans");
            foreach (var root in trace.Roots)
            {
                Write(json, root, 0);
            }

            json.WriteEndArray();
            json.WriteNumber("other_spans_not_shown", trace.SpansLeftOut);
            Strings(json, "hints", trace.Hints);
            json.WriteEndObject();
        }

        _to.WriteLine(System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private static void Write(Utf8JsonWriter json, ExplainedSpan span, int depth)
    {
        json.WriteStartObject();
        json.WriteString("trace_id", span.TraceId);
        json.WriteString("span_id", span.SpanId);
        json.WriteString("name", span.Name);
        json.WriteString("kind", span.Kind);
        Text(json, "dialect", span.Dialect);
        Text(json, "scope", span.Scope);
        Text(json, "service", span.Service);
        json.WriteBoolean("error", span.IsError);
        if (span.DurationMilliseconds is { } milliseconds)
        {
            json.WriteNumber("duration_ms", milliseconds);
        }

        if (span.IsCandidate)
        {
            json.WriteString("outcome", span.Reason is null ? "record" : "no_record");
        }

        Text(json, "reason", span.Reason);
        Text(json, "carried_by", span.CarriedBy);
        Text(json, "hint", span.Hint);
        Text(json, "prompt", span.Prompt);
        Text(json, "response", span.Response);
        json.WriteStartArray("records");
        foreach (var record in span.Records)
        {
            Write(json, record);
        }

        json.WriteEndArray();
        json.WriteStartArray("children");
        foreach (var child in depth < 480 ? span.Children : [])
        {
            Write(json, child, depth + 1);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ExplainedRecord record)
    {
        json.WriteStartObject();
        json.WriteString("external_id", record.ExternalId);
        json.WriteString("prompt", record.Prompt);
        json.WriteString("response", record.Response);
        Text(json, "prompt_source", record.PromptSource);
        Text(json, "response_source", record.ResponseSource);
        Strings(json, "flags", record.Flags);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
