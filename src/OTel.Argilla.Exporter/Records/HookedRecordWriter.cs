using System.Collections;
using System.Globalization;
using System.Text;
using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Records;

/// <summary>A record that a hook has changed, written and fitted like any other.</summary>
internal sealed class HookedRecordWriter
{
    private readonly RecordJson _json = new();

    public RecordDocument Write(ArgillaRecord record)
    {
        try
        {
            _json.Begin(record.ExternalId);
            WriteFields(record);
            WriteMetadata(record.Metadata);
            WriteSuggestions(record.Suggestions);
            return _json.End(record.ExternalId, RecordParts.Any);
        }
        catch
        {
            _json.Abandon();
            throw;
        }
    }

    private void WriteFields(ArgillaRecord record)
    {
        _json.Output.Name("fields"u8);
        _json.Output.StartObject();
        _json.WriteText(RecordTexts.Prompt, Encoding.UTF8.GetBytes(record.Prompt ?? string.Empty));
        _json.WriteText(RecordTexts.Response, Encoding.UTF8.GetBytes(record.Response ?? string.Empty));
        WriteConversation(record.Conversation);
        _json.Output.EndObject();
    }

    private void WriteConversation(IList<ArgillaMessage> conversation)
    {
        var shown = conversation.Where(message => !string.IsNullOrEmpty(message.Role) && !string.IsNullOrEmpty(message.Content)).ToList();
        if (shown.Count == 0)
        {
            return;
        }

        _json.Output.Name(RecordTexts.Conversation);
        _json.Output.StartArray();
        foreach (var message in shown.Skip(shown.Count - TextLimits.ChatMessages))
        {
            _json.Output.StartObject();
            _json.WriteText(RecordTexts.Role, message.Role, TextLimits.ChatRole);
            _json.WriteText(RecordTexts.Content, message.Content, TextLimits.ChatContent);
            _json.Output.EndObject();
        }

        _json.Output.EndArray();
    }

    private void WriteMetadata(IDictionary<string, object?> metadata)
    {
        if (metadata.Count == 0)
        {
            return;
        }

        _json.Output.Name("metadata"u8);
        _json.Output.StartObject();
        foreach (var member in metadata)
        {
            if (member.Value is not null && !IsUnwritable(member.Value))
            {
                _json.Output.AnyName(Encoding.UTF8.GetBytes(member.Key));
                WriteValue(member.Value, depth: 0);
            }
        }

        _json.Output.EndObject();
    }

    private void WriteSuggestions(IList<ArgillaSuggestion> suggestions)
    {
        if (suggestions.Count == 0)
        {
            return;
        }

        _json.Output.Name("suggestions"u8);
        _json.Output.StartArray();
        foreach (var suggestion in suggestions)
        {
            _json.Output.StartObject();
            _json.Output.Name("question"u8);
            _json.Output.Text(Encoding.UTF8.GetBytes(suggestion.Question));
            _json.Output.Name(RecordTexts.Value);
            WriteValue(suggestion.Value, depth: 0);
            if (suggestion.Score is { } score)
            {
                _json.WriteFloat(RecordTexts.Score, score);
            }

            _json.WriteText(RecordTexts.Agent, suggestion.Agent, TextLimits.Term);
            _json.Output.EndObject();
        }

        _json.Output.EndArray();
    }

    /// <summary>Argilla over PostgreSQL refuses the whole batch for a number that is none.</summary>
    private static bool IsUnwritable(object value) => value is double or float && !RecordJson.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture));

    private void WriteValue(object? value, int depth)
    {
        switch (value)
        {
            case null:
                _json.Output.Null();
                break;
            case string text:
                _json.WriteTextValue(text, TextLimits.MetadataText);
                break;
            case bool flag:
                _json.Output.Boolean(flag);
                break;
            case double or float:
                var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                if (RecordJson.IsFinite(number))
                {
                    _json.Output.Number(number);
                }
                else
                {
                    _json.Output.Null();
                }

                break;
            case decimal money:
                _json.Output.Number(money);
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                _json.Output.Number(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case IEnumerable<KeyValuePair<string, object?>> members when depth < DataLimits.MaxDepth:
                _json.Output.StartObject();
                foreach (var member in members)
                {
                    _json.Output.AnyName(Encoding.UTF8.GetBytes(member.Key));
                    WriteValue(member.Value, depth + 1);
                }

                _json.Output.EndObject();
                break;
            case IDictionary members when depth < DataLimits.MaxDepth:
                _json.Output.StartObject();
                foreach (DictionaryEntry member in members)
                {
                    _json.Output.AnyName(Encoding.UTF8.GetBytes(Convert.ToString(member.Key, CultureInfo.InvariantCulture) ?? string.Empty));
                    WriteValue(member.Value, depth + 1);
                }

                _json.Output.EndObject();
                break;
            case IEnumerable items when depth < DataLimits.MaxDepth:
                _json.Output.StartArray();
                foreach (var item in items)
                {
                    WriteValue(item, depth + 1);
                }

                _json.Output.EndArray();
                break;
            case DateTime or DateTimeOffset:
                // As JSON has them everywhere, with the zone.
                _json.WriteTextValue(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture), TextLimits.MetadataText);
                break;
            case IFormattable formattable:
                _json.WriteTextValue(formattable.ToString(null, CultureInfo.InvariantCulture), TextLimits.MetadataText);
                break;
            default:
                throw new TellableException(
                    $"a metadata or suggestion value is of type {value.GetType()}, which has no JSON form. Use strings, numbers, Booleans, dates, lists and dictionaries.");
        }
    }
}
