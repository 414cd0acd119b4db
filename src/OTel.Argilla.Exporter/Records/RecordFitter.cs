using System.Text.Encodings.Web;
using System.Text.Json;

namespace OTel.Argilla.Exporter.Records;

/// <summary>Writes records as one dataset takes them. What does not fit is told through <c>note</c>, each thing once.</summary>
internal sealed class RecordFitter
{
    private static readonly JsonDocumentOptions ReadOptions = new() { MaxDepth = 1000 };
    private static readonly JsonWriterOptions WriteOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000, SkipValidation = true };

    private readonly DatasetSchema _schema;
    private readonly FieldPlan _fields;
    private readonly bool _escapeHtml;
    private readonly bool _needsConversation;
    private readonly bool _isTemplate;
    private readonly Dictionary<string, string> _metadataNames;
    private readonly Dictionary<string, MetadataProperty> _properties;
    private readonly Action<string> _note;

    /// <param name="schema">The dataset.</param>
    /// <param name="fields">Where our fields go.</param>
    /// <param name="options">The mapping of metadata, and whether HTML is escaped.</param>
    /// <param name="alwaysSendsConversation">Whether a record without a conversation needs an empty one, as older servers do.</param>
    /// <param name="note">Says a thing; called with the same text again, it says nothing.</param>
    public RecordFitter(DatasetSchema schema, FieldPlan fields, ArgillaExporterOptions options, bool alwaysSendsConversation, Action<string> note)
    {
        _schema = schema;
        _fields = fields;
        _escapeHtml = options.EscapeHtml;
        _note = note;
        _metadataNames = new(options.MetadataMapping, StringComparer.Ordinal);
        _properties = schema.Properties.ToDictionary(static property => property.Name, StringComparer.Ordinal);
        _needsConversation = fields.Conversation is { } conversation && (alwaysSendsConversation || conversation.Required);
        _isTemplate = fields.KeepsNames && schema.AllowsExtraMetadata && _metadataNames.Count == 0
            && !(_escapeHtml && fields.PlainTexts.Any()) && schema.Properties.All(IsOfTemplate);
    }

    /// <summary>Appends the record's JSON object.</summary>
    public void Write(RecordDocument document, PooledBuffer output)
    {
        var bytes = document.Json;
        if (GoesAsItIs(document.Parts))
        {
            output.Append(bytes.Span);
            return;
        }

        using var json = JsonDocument.Parse(bytes, ReadOptions);
        using var writer = new Utf8JsonWriter(output, WriteOptions);
        Write(json.RootElement, writer);
    }

    private bool GoesAsItIs(RecordParts parts) =>
        _isTemplate && (parts & (RecordParts.Suggestions | RecordParts.Any)) == 0 && (!_needsConversation || (parts & RecordParts.Conversation) != 0);

    private void Write(JsonElement record, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("external_id");
        record.GetProperty("external_id").WriteTo(writer);
        WriteFields(record.GetProperty("fields"), writer);

        var leftOver = new List<JsonElement>();
        if (record.TryGetProperty("suggestions", out var suggestions))
        {
            WriteSuggestions(suggestions, writer, leftOver);
        }

        if (record.TryGetProperty("metadata", out var metadata) || leftOver.Count > 0)
        {
            WriteMetadata(metadata, leftOver, writer);
        }

        writer.WriteEndObject();
    }

    private void WriteFields(JsonElement fields, Utf8JsonWriter writer)
    {
        writer.WriteStartObject("fields");
        var hasConversation = false;
        foreach (var field in fields.EnumerateObject())
        {
            if (_fields.Target(field.Name) is not { } target)
            {
                continue;
            }

            hasConversation |= ReferenceEquals(target, _fields.Conversation);
            writer.WritePropertyName(target.Name);
            if (_escapeHtml && !target.UsesMarkdown)
            {
                HtmlEscape.Write(field.Value, writer);
            }
            else
            {
                field.Value.WriteTo(writer);
            }
        }

        if (_needsConversation && !hasConversation)
        {
            writer.WriteStartArray(_fields.Conversation!.Name);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private void WriteMetadata(JsonElement metadata, List<JsonElement> leftOver, Utf8JsonWriter writer)
    {
        writer.WriteStartObject("metadata");
        foreach (var entry in metadata.ValueKind == JsonValueKind.Object ? metadata.EnumerateObject() : default)
        {
            var name = _metadataNames.TryGetValue(entry.Name, out var mapped) ? mapped : entry.Name;
            if (_properties.TryGetValue(name, out var property))
            {
                if (!PropertyFitter.TryWrite(writer, property, entry.Value))
                {
                    _note($"Metadata {entry.Name} is left out where its value is none that the {property.Type} property {name} of the dataset takes.");
                }
            }
            else if (_schema.AllowsExtraMetadata)
            {
                writer.WritePropertyName(name);
                entry.Value.WriteTo(writer);
            }
        }

        if (leftOver.Count > 0 && _schema.AllowsExtraMetadata && !_properties.ContainsKey(RecordNames.UnplacedSuggestions))
        {
            writer.WriteStartArray(RecordNames.UnplacedSuggestions);
            foreach (var suggestion in leftOver)
            {
                suggestion.WriteTo(writer);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private void WriteSuggestions(JsonElement suggestions, Utf8JsonWriter writer, List<JsonElement> leftOver)
    {
        var answered = new HashSet<string>(StringComparer.Ordinal);
        writer.WriteStartArray("suggestions");
        foreach (var suggestion in suggestions.EnumerateArray())
        {
            var name = suggestion.GetProperty("question").GetString()!;
            var question = _schema.Questions.FirstOrDefault(question => question.Name == name);
            if (question is null)
            {
                _note($"The dataset has no question {name}; suggestions for it {WhereTheyGo()}. Check EvaluationMapping.");
                leftOver.Add(suggestion);
            }
            else if (answered.Contains(name) || !SuggestionFitter.TryWrite(writer, question, suggestion))
            {
                // Argilla takes one suggestion for a question.
                _note($"Some suggestions are none that the {question.Type} question {name} takes; they {WhereTheyGo()}.");
                leftOver.Add(suggestion);
            }
            else
            {
                _ = answered.Add(name);
            }
        }

        writer.WriteEndArray();
    }

    private string WhereTheyGo() => _schema.AllowsExtraMetadata ? $"go to the metadata {RecordNames.UnplacedSuggestions}" : "are left out";

    /// <summary>A property of any other type than ours may not take our value as it stands.</summary>
    private static bool IsOfTemplate(MetadataProperty property) =>
        property is { Values: null, Min: null, Max: null }
        && DatasetTemplate.Schema.Properties.Any(ours => ours.Name == property.Name && ours.Type == property.Type);
}
