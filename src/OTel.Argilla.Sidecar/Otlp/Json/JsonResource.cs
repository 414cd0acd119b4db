using System.Text.Json;

namespace OTel.Argilla.Sidecar.Otlp.Json;

/// <summary>What stands above spans and log records: the resource's service name and the scope's name.</summary>
internal static class JsonResource
{
    /// <summary>Reads the <c>resource</c> whose key is current; null when it has no <c>service.name</c>.</summary>
    /// <param name="reader">At the key; afterwards at the end of the resource.</param>
    /// <param name="start">Where the resource begins.</param>
    public static string? ReadServiceName(ref Utf8JsonReader reader, out int start)
    {
        string? name = null;
        reader.Read();
        start = (int)reader.TokenStartIndex;
        for (var open = JsonTokens.OpenObject(reader, "resource"); open && JsonTokens.NextProperty(ref reader);)
        {
            if (!reader.ValueTextEquals("attributes"u8))
            {
                reader.Skip();
                continue;
            }

            name = null;
            for (var list = JsonTokens.OpenList(ref reader, "attributes"); list && JsonTokens.NextItem(ref reader);)
            {
                name = ReadIfServiceName(ref reader) is { } found ? name ?? found : name;
            }
        }

        return name;
    }

    /// <summary>Reads the <c>scope</c> whose key is current.</summary>
    public static string ReadScopeName(ref Utf8JsonReader reader)
    {
        var name = string.Empty;
        reader.Read();
        for (var open = JsonTokens.OpenObject(reader, "scope"); open && JsonTokens.NextProperty(ref reader);)
        {
            if (reader.ValueTextEquals("name"u8))
            {
                name = JsonTokens.ReadString(ref reader, "the name of a scope") ? JsonNames.Get(reader) : string.Empty;
            }
            else
            {
                reader.Skip();
            }
        }

        return name;
    }

    private static string? ReadIfServiceName(ref Utf8JsonReader reader)
    {
        var isServiceName = false;
        string? text = null;
        for (var open = JsonTokens.OpenObject(reader, "an attribute"); open && JsonTokens.NextProperty(ref reader);)
        {
            if (reader.ValueTextEquals("key"u8))
            {
                isServiceName = JsonTokens.ReadString(ref reader, "the key of an attribute") && reader.ValueTextEquals("service.name"u8);
            }
            else if (reader.ValueTextEquals("value"u8))
            {
                text = ReadText(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return isServiceName && !string.IsNullOrEmpty(text) ? text : null;
    }

    /// <summary>The value whose key is current, if it is a text; of other values nothing.</summary>
    public static string? ReadText(ref Utf8JsonReader reader)
    {
        string? text = null;
        reader.Read();
        for (var open = JsonTokens.OpenObject(reader, "the value of an attribute"); open && JsonTokens.NextProperty(ref reader);)
        {
            if (reader.Is("stringValue"u8, "string_value"u8))
            {
                text = JsonTokens.ReadString(ref reader, "stringValue") ? JsonNames.Get(reader) : null;
            }
            else
            {
                reader.Skip();
            }
        }

        return text;
    }
}
