using System.Text.Json;

namespace OTel.Argilla.Sidecar.Otlp.Json;

/// <summary>An export request in JSON into a batch. What stands behind the object is ignored, as the Collector does. Of duplicate keys the last counts.</summary>
internal static class JsonExport
{
    /// <param name="request">The body.</param>
    /// <param name="batch">Receives what it holds.</param>
    /// <param name="signal">The signal to read; null for whatever there is, since a file may hold several.</param>
    /// <returns>How much of the request the object takes.</returns>
    public static int Read(ReadOnlyMemory<byte> request, OtlpBatch batch, OtlpSignal? signal)
    {
        var offset = request.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
        var reader = new Utf8JsonReader(request.Span[offset..], JsonTokens.Options);
        try
        {
            reader.Read();
            ReadExport(ref reader, request[offset..], batch, signal);
            return offset + (int)reader.BytesConsumed;
        }
        catch (JsonException)
        {
            throw new OtlpException(
                reader.CurrentDepth >= OtlpLimits.MaxJsonDepth - 1
                    ? $"the JSON is nested deeper than {OtlpLimits.MaxJsonDepth} levels"
                    : "this is no valid JSON: it is cut off, corrupt, or something else",
                offset + reader.BytesConsumed);
        }
        catch (OtlpException exception) when (offset != 0)
        {
            throw new OtlpException(exception.Reason, exception.ByteOffset + offset);
        }
    }

    private static void ReadExport(ref Utf8JsonReader reader, ReadOnlyMemory<byte> request, OtlpBatch batch, OtlpSignal? signal)
    {
        if (!JsonTokens.OpenObject(reader, "an export request"))
        {
            return;
        }

        var spans = new OtlpDecoder.Mark(batch);
        var logs = spans;
        while (JsonTokens.NextProperty(ref reader))
        {
            if (signal is null or OtlpSignal.Traces && reader.Is("resourceSpans"u8, "resource_spans"u8))
            {
                spans.RestoreSpans(batch);
                for (var open = JsonTokens.OpenList(ref reader, "resourceSpans"); open && JsonTokens.NextItem(ref reader);)
                {
                    JsonTraces.ReadResource(ref reader, request, batch);
                }
            }
            else if (signal is null or OtlpSignal.Logs && reader.Is("resourceLogs"u8, "resource_logs"u8))
            {
                logs.RestoreLogs(batch);
                for (var open = JsonTokens.OpenList(ref reader, "resourceLogs"); open && JsonTokens.NextItem(ref reader);)
                {
                    JsonLogs.ReadResource(ref reader, request, batch);
                }
            }
            else
            {
                reader.Skip();
            }
        }
    }
}
