using System.Text.Json;
using OTel.Argilla.Exporter.Dialects;

namespace OTel.Argilla.Sidecar.Otlp.Json;

/// <summary>The spans of one element of <c>resourceSpans</c> into a batch.</summary>
internal static class JsonTraces
{
    public static void ReadResource(ref Utf8JsonReader reader, ReadOnlyMemory<byte> request, OtlpBatch batch)
    {
        var first = new OtlpDecoder.Mark(batch);
        var libraries = false;
        string? service = null;
        var bytes = ReadOnlyMemory<byte>.Empty;
        for (var open = JsonTokens.OpenObject(reader, "an element of resourceSpans"); open && JsonTokens.NextProperty(ref reader);)
        {
            if (reader.ValueTextEquals("resource"u8))
            {
                service = JsonResource.ReadServiceName(ref reader, out var start);
                bytes = request[start..(int)reader.BytesConsumed];
            }
            else if (reader.Is("scopeSpans"u8, "scope_spans"u8) || IsLibraries(reader, ref libraries))
            {
                // Before OTLP 1.0 it had another name; a file that has both repeats itself.
                first.RestoreSpans(batch);
                for (var list = JsonTokens.OpenList(ref reader, "scopeSpans"); list && JsonTokens.NextItem(ref reader);)
                {
                    ReadScope(ref reader, request, batch);
                }
            }
            else
            {
                reader.Skip();
            }
        }

        var resource = first.FirstSpan < batch.Spans.Count ? new OtlpResource(service, OtlpFormat.Json, new ItemBytes(bytes)) : null;
        for (var i = first.FirstSpan; i < batch.Spans.Count; i++)
        {
            batch.Spans[i].SetResource(resource);
        }
    }

    private static bool IsLibraries(in Utf8JsonReader reader, ref bool seen) =>
        seen |= reader.Is("instrumentationLibrarySpans"u8, "instrumentation_library_spans"u8);

    private static void ReadScope(ref Utf8JsonReader reader, ReadOnlyMemory<byte> request, OtlpBatch batch)
    {
        var first = new OtlpDecoder.Mark(batch);
        var scope = string.Empty;
        for (var open = JsonTokens.OpenObject(reader, "an element of scopeSpans"); open && JsonTokens.NextProperty(ref reader);)
        {
            if (reader.ValueTextEquals("scope"u8) || reader.Is("instrumentationLibrary"u8, "instrumentation_library"u8))
            {
                scope = JsonResource.ReadScopeName(ref reader);
            }
            else if (reader.ValueTextEquals("spans"u8))
            {
                first.RestoreSpans(batch);
                for (var list = JsonTokens.OpenList(ref reader, "spans"); list && JsonTokens.NextItem(ref reader);)
                {
                    AddSpan(ref reader, request, batch);
                }
            }
            else
            {
                reader.Skip();
            }
        }

        for (var i = first.FirstSpan; i < batch.Spans.Count; i++)
        {
            batch.Spans[i].SetScope(scope);
        }
    }

    private static void AddSpan(ref Utf8JsonReader reader, ReadOnlyMemory<byte> request, OtlpBatch batch)
    {
        var start = (int)reader.TokenStartIndex;
        var head = new OtlpSpanHead { Name = string.Empty, ScopeName = string.Empty };
        for (var open = JsonTokens.OpenObject(reader, "a span"); open && JsonTokens.NextProperty(ref reader);)
        {
            ReadField(ref reader, ref head);
        }

        if (!head.TryAddAsLink(batch))
        {
            head.Name = JsonNames.Get(request.Span.Slice(head.NameStart, head.NameLength));
            batch.Spans.Add(new OtlpSpan(head, OtlpFormat.Json, request[start..(int)reader.BytesConsumed]));
        }
    }

    private static void ReadField(ref Utf8JsonReader reader, ref OtlpSpanHead head)
    {
        if (reader.Is("traceId"u8, "trace_id"u8))
        {
            head.TraceId = JsonIds.ReadTraceId(ref reader);
        }
        else if (reader.Is("spanId"u8, "span_id"u8))
        {
            head.SpanId = JsonIds.ReadSpanId(ref reader, "spanId");
        }
        else if (reader.Is("parentSpanId"u8, "parent_span_id"u8))
        {
            head.ParentSpanId = JsonIds.ReadSpanId(ref reader, "parentSpanId");
        }
        else if (reader.ValueTextEquals("name"u8))
        {
            ReadName(ref reader, ref head);
        }
        else if (reader.Is("startTimeUnixNano"u8, "start_time_unix_nano"u8))
        {
            head.StartUnixNano = OtlpTime.Clamp(JsonTokens.ReadTime(ref reader, "startTimeUnixNano"));
        }
        else if (reader.Is("endTimeUnixNano"u8, "end_time_unix_nano"u8))
        {
            head.EndUnixNano = OtlpTime.Clamp(JsonTokens.ReadTime(ref reader, "endTimeUnixNano"));
        }
        else if (reader.ValueTextEquals("attributes"u8))
        {
            head.HasRelevantKey = JsonCheck.Attributes(ref reader);
        }
        else if (reader.ValueTextEquals("events"u8))
        {
            JsonCheck.Events(ref reader);
        }
        else if (reader.ValueTextEquals("status"u8))
        {
            head.IsError = ReadIsError(ref reader);
        }
        else if (reader.ValueTextEquals("kind"u8))
        {
            JsonEnums.Read(ref reader, "kind", JsonEnums.SpanKinds);
        }
        else if (reader.ValueTextEquals("flags"u8))
        {
            head.SetFlags(JsonEnums.ReadFlags(ref reader));
        }
        else
        {
            reader.Skip();
        }
    }

    private static void ReadName(ref Utf8JsonReader reader, ref OtlpSpanHead head)
    {
        if (!JsonTokens.ReadString(ref reader, "the name of a span"))
        {
            return;
        }

        head.NameStart = (int)reader.TokenStartIndex + 1;
        head.NameLength = reader.ValueSpan.Length;
        head.HasRelevantName = SpanRelevance.IsRelevantName(reader.ValueSpan);
    }

    private static bool ReadIsError(ref Utf8JsonReader reader)
    {
        var isError = false;
        reader.Read();
        for (var open = JsonTokens.OpenObject(reader, "status"); open && JsonTokens.NextProperty(ref reader);)
        {
            if (reader.ValueTextEquals("code"u8))
            {
                isError = JsonEnums.Read(ref reader, "status.code", JsonEnums.StatusCodes) == 2;
            }
            else
            {
                reader.Skip();
            }
        }

        return isError;
    }
}
