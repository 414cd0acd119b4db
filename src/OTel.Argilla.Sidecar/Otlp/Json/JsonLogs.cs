using System.Text.Json;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp.Json;

/// <summary>The log records of one element of <c>resourceLogs</c> into a batch: only those that may carry GenAI content are decoded.</summary>
internal static class JsonLogs
{
    public static void ReadResource(ref Utf8JsonReader reader, ReadOnlyMemory<byte> request, OtlpBatch batch)
    {
        var first = new OtlpDecoder.Mark(batch);
        for (var open = JsonTokens.OpenObject(reader, "an element of resourceLogs"); open && JsonTokens.NextProperty(ref reader);)
        {
            if (!reader.Is("scopeLogs"u8, "scope_logs"u8) && !reader.Is("instrumentationLibraryLogs"u8, "instrumentation_library_logs"u8))
            {
                reader.Skip();
                continue;
            }

            first.RestoreLogs(batch);
            for (var list = JsonTokens.OpenList(ref reader, "scopeLogs"); list && JsonTokens.NextItem(ref reader);)
            {
                ReadScope(ref reader, request, batch);
            }
        }
    }

    private static void ReadScope(ref Utf8JsonReader reader, ReadOnlyMemory<byte> request, OtlpBatch batch)
    {
        var scope = string.Empty;
        var records = default(Utf8JsonReader);
        for (var open = JsonTokens.OpenObject(reader, "an element of scopeLogs"); open && JsonTokens.NextProperty(ref reader);)
        {
            if (reader.ValueTextEquals("scope"u8) || reader.Is("instrumentationLibrary"u8, "instrumentation_library"u8))
            {
                scope = JsonResource.ReadScopeName(ref reader);
            }
            else
            {
                // The scope's name may decide about its records, and may stand behind them: they are read in the end.
                records = reader.Is("logRecords"u8, "log_records"u8) || reader.ValueTextEquals("logs"u8) ? reader : records;
                reader.Skip();
            }
        }

        if (records.TokenType == JsonTokenType.None)
        {
            return;
        }

        for (var list = JsonTokens.OpenList(ref records, "logRecords"); list && JsonTokens.NextItem(ref records);)
        {
            AddLog(ref records, request, scope, batch);
        }
    }

    private static void AddLog(ref Utf8JsonReader reader, ReadOnlyMemory<byte> request, string scope, OtlpBatch batch)
    {
        var start = (int)reader.TokenStartIndex;
        var head = new LogHead { EventName = string.Empty, NameAttribute = string.Empty };
        for (var open = JsonTokens.OpenObject(reader, "a log record"); open && JsonTokens.NextProperty(ref reader);)
        {
            ReadField(ref reader, ref head);
        }

        if (LogEvents.NameOf(head, scope) is not { } name)
        {
            batch.OtherLogs++;
            return;
        }

        var log = new OtlpLogEvent(name, LogEvents.TimeOf(head), OtlpFormat.Json, new ItemBytes(request[start..(int)reader.BytesConsumed]));
        if (LogEvents.HasPlace(head, log))
        {
            batch.Logs.Add(new OtlpLog(head.TraceId, head.SpanId, log));
        }
        else
        {
            batch.OtherLogs++;
        }
    }

    private static void ReadField(ref Utf8JsonReader reader, ref LogHead head)
    {
        if (reader.Is("traceId"u8, "trace_id"u8))
        {
            head.TraceId = JsonIds.ReadTraceId(ref reader);
        }
        else if (reader.Is("spanId"u8, "span_id"u8))
        {
            head.SpanId = JsonIds.ReadSpanId(ref reader, "spanId");
        }
        else if (reader.Is("timeUnixNano"u8, "time_unix_nano"u8))
        {
            head.Time = JsonTokens.ReadTime(ref reader, "timeUnixNano");
        }
        else if (reader.Is("observedTimeUnixNano"u8, "observed_time_unix_nano"u8))
        {
            head.Observed = JsonTokens.ReadTime(ref reader, "observedTimeUnixNano");
        }
        else if (reader.Is("eventName"u8, "event_name"u8))
        {
            head.EventName = JsonTokens.ReadString(ref reader, "eventName") ? JsonNames.Get(reader) : string.Empty;
        }
        else if (reader.ValueTextEquals("attributes"u8))
        {
            head.NameAttribute = ReadNameAttribute(reader);
            JsonCheck.Attributes(ref reader);
        }
        else if (reader.ValueTextEquals("body"u8))
        {
            JsonCheck.Value(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private static string ReadNameAttribute(Utf8JsonReader reader)
    {
        var name = string.Empty;
        for (var list = JsonTokens.OpenList(ref reader, "attributes"); list && JsonTokens.NextItem(ref reader);)
        {
            var isName = false;
            string? text = null;
            for (var open = JsonTokens.OpenObject(reader, "an attribute"); open && JsonTokens.NextProperty(ref reader);)
            {
                if (reader.ValueTextEquals("key"u8))
                {
                    isName = JsonTokens.ReadString(ref reader, "the key of an attribute") && reader.Is("event.name"u8, "event_name"u8);
                }
                else if (reader.ValueTextEquals("value"u8))
                {
                    text = JsonResource.ReadText(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }

            name = isName && name.Length == 0 && text is not null ? text : name;
        }

        return name;
    }

    /// <summary>The event that a whole log record is; its values point into the bytes.</summary>
    public static SpanEvent Decode(ReadOnlyMemory<byte> bytes, string name, long timeUnixNano)
    {
        object? body = null;
        KeyValuePair<string, object?>[] attributes = [];
        var reader = new Utf8JsonReader(bytes.Span, JsonTokens.Options);
        reader.Read();
        while (JsonTokens.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("body"u8))
            {
                reader.Read();
                body = JsonSpan.Resolved(JsonValue.Read(ref reader, bytes));
            }
            else if (reader.ValueTextEquals("attributes"u8))
            {
                attributes = JsonSpan.ReadAttributes(ref reader, bytes);
            }
            else
            {
                reader.Skip();
            }
        }

        return new SpanEvent(name, timeUnixNano, body, attributes);
    }
}
