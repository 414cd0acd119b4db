using System.Buffers;
using System.Text.Json;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>The form of records on disk: one JSON object a line. No line break can stand in compact JSON.</summary>
internal static class StoredRecords
{
    private const byte LineEnd = (byte)'\n';

    public static void Write(PooledBuffer output, RecordDocument document)
    {
        output.Append(document.Json.Span);
        output.Append("\n"u8);
    }

    /// <summary>The records of a file, and how many lines of it are none.</summary>
    public static (List<QueuedRecord> Records, int Unreadable) Read(ReadOnlySpan<byte> content)
    {
        var records = new List<QueuedRecord>();
        var unreadable = 0;
        while (!content.IsEmpty)
        {
            var end = content.IndexOf(LineEnd);
            var line = end < 0 ? content : content.Slice(0, end);
            content = end < 0 ? default : content.Slice(end + 1);
            if (ExternalId(line) is { } id)
            {
                var buffer = ArrayPool<byte>.Shared.Rent(line.Length);
                line.CopyTo(buffer);
                records.Add(new QueuedRecord(new RecordDocument(buffer, line.Length, id), sequence: 0));
            }
            else
            {
                unreadable++;
            }
        }

        return (records, unreadable);
    }

    private static string? ExternalId(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 1000 });
            string? id = null;
            while (reader.Read())
            {
                if (id is null && reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("external_id"u8))
                {
                    id = reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }
            }

            return id;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
