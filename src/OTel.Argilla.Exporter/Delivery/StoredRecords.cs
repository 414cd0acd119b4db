using System.Text.Json;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>The form of records on disk: one JSON object a line, older ones first. No line break can stand in compact JSON.</summary>
internal static class StoredRecords
{
    private const byte LineEnd = (byte)'\n';

    public static void Write(PooledBuffer output, RecordDocument document)
    {
        output.Append(document.Json.Span);
        output.Append("\n"u8);
    }

    /// <summary>The records of a file, the newest version of each alone.</summary>
    /// <returns>The records, how many older versions were left out, and how many lines are no records.</returns>
    public static (List<RecordDocument> Records, int Superseded, int Unreadable) Read(ReadOnlySpan<byte> content)
    {
        var records = new Dictionary<string, RecordDocument>(StringComparer.Ordinal);
        var (superseded, unreadable) = (0, 0);
        var block = new RecordBlock(content.Length);
        while (TakeLine(ref content, out var line))
        {
            if (ExternalId(line) is not { } id)
            {
                unreadable++;
                continue;
            }

            if (records.TryGetValue(id, out var older))
            {
                older.Release();
                superseded++;
            }

            records[id] = new RecordDocument(block, line, id, RecordParts.Any);
        }

        block.Release();
        return ([.. records.Values], superseded, unreadable);
    }

    /// <summary>Copies the lines of the records with these ids.</summary>
    public static void Copy(ReadOnlySpan<byte> content, HashSet<string> ids, PooledBuffer output)
    {
        while (TakeLine(ref content, out var line))
        {
            if (ExternalId(line) is { } id && ids.Contains(id))
            {
                output.Append(line);
                output.Append("\n"u8);
            }
        }
    }

    private static bool TakeLine(ref ReadOnlySpan<byte> content, out ReadOnlySpan<byte> line)
    {
        var end = content.IndexOf(LineEnd);
        line = end < 0 ? content : content.Slice(0, end);
        var found = !content.IsEmpty;
        content = end < 0 ? default : content.Slice(end + 1);
        return found;
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
