using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OTel.Argilla.Exporter.Records;

/// <summary>A record that a hook has changed, written and fitted like any other.</summary>
internal sealed class HookedRecordWriter
{
    /// <summary>Argilla's own serialiser gives up on deep metadata; a hook may also hand us a cycle.</summary>
    private const int MaxDepth = 32;

    private readonly RecordJson _json = new();

    public RecordDocument Write(ArgillaRecord record)
    {
        try
        {
            _json.Begin(record.ExternalId);
            WriteFields(record);
            WriteMetadata(record.Metadata);
            WriteSuggestions(record.Suggestions);
            return _json.End(record.ExternalId);
        }
        catch
        {
            _json.Abandon();
            throw;
        }
    }

    private void WriteFields(ArgillaRecord record)
    {
        _json.Writer.WriteStartObject("fields"u8);
        _json.WriteText(RecordTexts.Prompt, Encoding.UTF8.GetBytes(record.Prompt ?? string.Empty));
        _json.WriteText(RecordTexts.Response, Encoding.UTF8.GetBytes(record.Response ?? string.Empty));
        WriteConversation(record.Conversation);
        _json.Writer.WriteEndObject();
    }

    private void WriteConversation(IList<ArgillaMessage> conversation)
    {
        var shown = conversation.Where(message => !string.IsNullOrEmpty(message.Role) && !string.IsNullOrEmpty(message.Content)).ToList();
        if (shown.Count == 0)
        {
            return;
        }

        _json.Writer.WriteStartArray(RecordTexts.Conversation);
        foreach (var message in shown.Skip(shown.Count - TextLimits.ChatMessages))
        {
            _json.Writer.WriteStartObject();
            _json.WriteText(RecordTexts.Role, message.Role, TextLimits.ChatRole);
            _json.WriteText(RecordTexts.Content, message.Content, TextLimits.ChatContent);
            _json.Writer.WriteEndObject();
        }

        _json.Writer.WriteEndArray();
    }

    private void WriteMetadata(IDictionary<string, object?> metadata)
    {
        if (metadata.Count == 0)
        {
            return;
        }

        _json.Writer.WriteStartObject("metadata"u8);
        foreach (var member in metadata)
        {
            if (member.Value is not null && !IsUnwritable(member.Value))
            {
                _json.Writer.WritePropertyName(Encoding.UTF8.GetBytes(member.Key));
                WriteValue(member.Value, depth: 0);
            }
        }

        _json.Writer.WriteEndObject();
    }

    private void WriteSuggestions(IList<ArgillaSuggestion> suggestions)
    {
        if (suggestions.Count == 0)
        {
            return;
        }

        _json.Writer.WriteStartArray("suggestions"u8);
        foreach (var suggestion in suggestions)
        {
            _json.Writer.WriteStartObject();
            _json.Writer.WriteString("question"u8, Encoding.UTF8.GetBytes(suggestion.Question));
            _json.Writer.WritePropertyName(RecordTexts.Value);
            WriteValue(suggestion.Value, depth: 0);
            if (suggestion.Score is { } score)
            {
                _json.WriteFloat(RecordTexts.Score, score);
            }

            _json.WriteText(RecordTexts.Agent, suggestion.Agent, TextLimits.Term);
            _json.Writer.WriteEndObject();
        }

        _json.Writer.WriteEndArray();
    }

    /// <summary>Argilla over PostgreSQL refuses the whole batch for a number that is none.</summary>
    private static bool IsUnwritable(object value) => value is double or float && !RecordJson.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture));

    private void WriteValue(object? value, int depth)
    {
        switch (value)
        {
            case null:
                _json.Writer.WriteNullValue();
                break;
            case string text:
                _json.WriteTextValue(Encoding.UTF8.GetBytes(text), TextLimits.MetadataText);
                break;
            case bool flag:
                _json.Writer.WriteBooleanValue(flag);
                break;
            case double or float:
                var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                if (RecordJson.IsFinite(number))
                {
                    _json.WriteFloatValue(number);
                }
                else
                {
                    _json.Writer.WriteNullValue();
                }

                break;
            case decimal money:
                _json.Writer.WriteNumberValue(money);
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                _json.Writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case IEnumerable<KeyValuePair<string, object?>> members when depth < MaxDepth:
                _json.Writer.WriteStartObject();
                foreach (var member in members)
                {
                    _json.Writer.WritePropertyName(Encoding.UTF8.GetBytes(member.Key));
                    WriteValue(member.Value, depth + 1);
                }

                _json.Writer.WriteEndObject();
                break;
            case IEnumerable items when depth < MaxDepth:
                _json.Writer.WriteStartArray();
                foreach (var item in items)
                {
                    WriteValue(item, depth + 1);
                }

                _json.Writer.WriteEndArray();
                break;
            case IFormattable formattable:
                _json.WriteTextValue(Encoding.UTF8.GetBytes(formattable.ToString(null, CultureInfo.InvariantCulture)), TextLimits.MetadataText);
                break;
            default:
                throw new JsonException($"A record hook set a metadata or suggestion value of type {value.GetType()}, which has no JSON form. Use strings, numbers, Booleans, lists and dictionaries.");
        }
    }
}
