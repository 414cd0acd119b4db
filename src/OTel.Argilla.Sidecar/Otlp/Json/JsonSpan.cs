using System.Text.Json;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp.Json;

/// <summary>Decodes attributes, events and links of a span's object that was checked before, except for its links.</summary>
internal static class JsonSpan
{
    public static object? FindAttribute(ReadOnlyMemory<byte> bytes, string name)
    {
        object? found = null;
        var reader = Open(bytes);
        while (JsonTokens.NextProperty(ref reader))
        {
            if (!reader.ValueTextEquals("attributes"u8))
            {
                reader.Skip();
                continue;
            }

            found = null;
            for (var list = JsonTokens.OpenList(ref reader, "attributes"); list && JsonTokens.NextItem(ref reader);)
            {
                var attribute = ReadAttribute(ref reader, bytes);
                found = found is null && attribute.Key == name ? attribute.Value : found;
            }
        }

        return Resolved(found);
    }

    public static void CopyAttributes(ReadOnlyMemory<byte> bytes, AttributeSet target)
    {
        var reader = Open(bytes);
        while (JsonTokens.NextProperty(ref reader))
        {
            if (!reader.ValueTextEquals("attributes"u8))
            {
                reader.Skip();
                continue;
            }

            target.Clear();
            for (var list = JsonTokens.OpenList(ref reader, "attributes"); list && JsonTokens.NextItem(ref reader);)
            {
                var attribute = ReadAttribute(ref reader, bytes);
                target.Add(attribute.Key, attribute.Value);
            }
        }
    }

    public static void CopyEvents(ReadOnlyMemory<byte> bytes, List<SpanEvent> target)
    {
        var first = target.Count;
        var reader = Open(bytes);
        while (JsonTokens.NextProperty(ref reader))
        {
            if (!reader.ValueTextEquals("events"u8))
            {
                reader.Skip();
                continue;
            }

            target.RemoveRange(first, target.Count - first);
            for (var list = JsonTokens.OpenList(ref reader, "events"); list && JsonTokens.NextItem(ref reader);)
            {
                target.Add(ReadEvent(ref reader, bytes));
            }
        }
    }

    public static bool TryGetOnlyLink(ReadOnlyMemory<byte> bytes, out TraceId traceId, out SpanId spanId)
    {
        (traceId, spanId) = (default, default);
        var links = 0;
        var reader = Open(bytes);
        while (JsonTokens.NextProperty(ref reader))
        {
            if (!reader.ValueTextEquals("links"u8))
            {
                reader.Skip();
                continue;
            }

            links = 0;
            for (var list = JsonTokens.OpenList(ref reader, "links"); list && JsonTokens.NextItem(ref reader);)
            {
                links++;
                (traceId, spanId) = ReadLink(ref reader);
            }
        }

        return links == 1 && !traceId.IsDefault && !spanId.IsDefault;
    }

    /// <summary>Attributes of an event or log record: structured values as they stand, all else as .NET values.</summary>
    public static KeyValuePair<string, object?>[] ReadAttributes(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source)
    {
        var attributes = new List<KeyValuePair<string, object?>>();
        for (var list = JsonTokens.OpenList(ref reader, "attributes"); list && JsonTokens.NextItem(ref reader);)
        {
            var (key, value) = ReadAttribute(ref reader, source);
            attributes.Add(new(key, Resolved(value)));
        }

        return [.. attributes];
    }

    public static object? Resolved(object? value) => value is DeferredValue deferred ? deferred.Resolve() : value;

    private static Utf8JsonReader Open(ReadOnlyMemory<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes.Span, JsonTokens.Options);
        reader.Read();
        return reader;
    }

    private static KeyValuePair<string, object?> ReadAttribute(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source)
    {
        var key = string.Empty;
        object? value = null;
        for (var open = JsonTokens.OpenObject(reader, "an attribute"); open && JsonTokens.NextProperty(ref reader);)
        {
            if (reader.ValueTextEquals("key"u8))
            {
                key = JsonTokens.ReadString(ref reader, "the key of an attribute") ? JsonNames.Get(reader) : string.Empty;
            }
            else if (reader.ValueTextEquals("value"u8))
            {
                reader.Read();
                value = JsonValue.Read(ref reader, source);
            }
            else
            {
                reader.Skip();
            }
        }

        return new(key, value);
    }

    private static (TraceId TraceId, SpanId SpanId) ReadLink(ref Utf8JsonReader reader)
    {
        var traceId = default(TraceId);
        var spanId = default(SpanId);
        for (var open = JsonTokens.OpenObject(reader, "a link"); open && JsonTokens.NextProperty(ref reader);)
        {
            if (reader.Is("traceId"u8, "trace_id"u8))
            {
                traceId = JsonIds.ReadTraceId(ref reader);
            }
            else if (reader.Is("spanId"u8, "span_id"u8))
            {
                spanId = JsonIds.ReadSpanId(ref reader, "spanId");
            }
            else
            {
                reader.Skip();
            }
        }

        return (traceId, spanId);
    }

    private static SpanEvent ReadEvent(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source)
    {
        var time = 0UL;
        var name = string.Empty;
        KeyValuePair<string, object?>[] attributes = [];
        for (var open = JsonTokens.OpenObject(reader, "an event"); open && JsonTokens.NextProperty(ref reader);)
        {
            if (reader.ValueTextEquals("attributes"u8))
            {
                attributes = ReadAttributes(ref reader, source);
            }
            else if (reader.ValueTextEquals("name"u8))
            {
                name = JsonTokens.ReadString(ref reader, "the name of an event") ? JsonNames.Get(reader) : string.Empty;
            }
            else if (reader.Is("timeUnixNano"u8, "time_unix_nano"u8))
            {
                time = JsonTokens.ReadTime(ref reader, "timeUnixNano");
            }
            else
            {
                reader.Skip();
            }
        }

        return new SpanEvent(name, OtlpTime.Clamp(time), body: null, attributes);
    }
}
