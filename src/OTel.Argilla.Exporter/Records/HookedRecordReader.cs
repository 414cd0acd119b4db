using System.Text.Json;

namespace OTel.Argilla.Exporter.Records;

/// <summary>A finished document as the record that a hook sees.</summary>
internal static class HookedRecordReader
{
    public static ArgillaRecord Read(RecordDocument document)
    {
        using var json = JsonDocument.Parse(document.Json);
        var root = json.RootElement;
        var fields = root.GetProperty("fields");
        var record = new ArgillaRecord(document.ExternalId, Text(fields, RecordNames.Prompt), Text(fields, RecordNames.Response));
        if (fields.TryGetProperty(RecordNames.Conversation, out var conversation))
        {
            foreach (var message in conversation.EnumerateArray())
            {
                record.Conversation.Add(new ArgillaMessage(Text(message, "role"), Text(message, "content")));
            }
        }

        if (root.TryGetProperty("metadata", out var metadata))
        {
            foreach (var member in metadata.EnumerateObject())
            {
                record.Metadata[member.Name] = ToObject(member.Value);
            }
        }

        if (root.TryGetProperty("suggestions", out var suggestions))
        {
            foreach (var suggestion in suggestions.EnumerateArray())
            {
                record.Suggestions.Add(new ArgillaSuggestion(Text(suggestion, "question"), ToObject(suggestion.GetProperty("value")) ?? string.Empty)
                {
                    Score = suggestion.TryGetProperty("score", out var score) ? score.GetDouble() : null,
                    Agent = suggestion.TryGetProperty("agent", out var agent) ? agent.GetString() : null,
                });
            }
        }

        return record;
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? string.Empty : string.Empty;

    private static object? ToObject(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt64(out var integer) ? (object)integer : element.GetDouble(),
        JsonValueKind.Array => element.EnumerateArray().Select(ToObject).ToList(),
        JsonValueKind.Object => ToDictionary(element),
        _ => null,
    };

    private static Dictionary<string, object?> ToDictionary(JsonElement element)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            members[member.Name] = ToObject(member.Value);
        }

        return members;
    }
}
