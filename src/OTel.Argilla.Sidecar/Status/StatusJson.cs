using System.Buffers;
using System.Text.Json;

namespace OTel.Argilla.Sidecar.Status;

/// <summary>The report for programs, and for the page's script.</summary>
internal static class StatusJson
{
    public static ReadOnlyMemory<byte> Write(StatusReport report)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteBoolean("ready", report.Readiness.IsReady);
        writer.WriteStartObject("values");
        foreach (var value in report.Values)
        {
            writer.WriteNumber(value.Id, Math.Round(value.Number ?? 0, 3));
        }

        writer.WriteEndObject();
        writer.WriteStartObject("texts");
        writer.WriteString("headline", report.Headline);
        writer.WriteString("argilla", report.Argilla);
        writer.WriteString("last-error", report.LastError);
        foreach (var value in report.Values)
        {
            writer.WriteString(value.Id, value.Text);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("tables");
        foreach (var table in report.Tables)
        {
            writer.WriteStartArray(table.Id);
            foreach (var row in table.Rows)
            {
                writer.WriteStartArray();
                foreach (var cell in row)
                {
                    writer.WriteStringValue(cell);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
