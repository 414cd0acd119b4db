using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Rules;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Endpoints;

/// <summary>How records look in answers.</summary>
internal sealed class RecordAnswer(Store store, Dataset dataset)
{
    private HashSet<string>? _visible;

    /// <summary>Shows only the metadata that annotators may see.</summary>
    public RecordAnswer ForAnnotator()
    {
        _visible = [.. store.Parts.Of(dataset, PartKind.MetadataProperty)
            .Where(property => property.Document.Get("visible_for_annotators") is true).Select(property => property.Name)];
        return this;
    }

    public Map Plain(Record record, Includes? includes = null, string? onlyUser = null)
    {
        var answer = new Map().With("id", record.Id).With("status", record.Status).With("fields", Stored(record.Fields))
            .With("metadata", Metadata(record)).With("external_id", record.ExternalId);
        if (includes?.Responses == true)
        {
            answer["responses"] = store.Responses.Of(record).Where(response => onlyUser is null || response.Text("user_id") == onlyUser).ToList();
        }

        if (includes?.Suggestions == true)
        {
            answer["suggestions"] = store.Suggestions.Of(record);
        }

        if (includes?.Vectors == true)
        {
            answer["vectors"] = includes.Only(store.Vectors.Of(record));
        }

        return answer.With("dataset_id", dataset.Id).With("inserted_at", record.InsertedAt).With("updated_at", record.UpdatedAt);
    }

    /// <summary>The answer to a write: every text, chat and custom field is named, and custom objects are Python text.</summary>
    public Map Written(Record record, DatasetRules rules)
    {
        var fields = Documents.Map(record.Fields);
        foreach (var field in rules.Fields)
        {
            if (field.Type == "custom" && fields.Get(field.Name) is Map value)
            {
                fields[field.Name] = PythonText.Repr(value);
            }
            else if (field.Type != "image" && !fields.ContainsKey(field.Name))
            {
                fields[field.Name] = null;
            }
        }

        return Plain(record, Includes.All).With("fields", fields);
    }

    private object? Metadata(Record record)
    {
        if (record.Metadata is null || _visible is null)
        {
            return record.Metadata is null ? null : Stored(record.Metadata);
        }

        var shown = new Map();
        foreach (var (key, value) in Documents.Map(record.Metadata).Where(pair => _visible.Contains(pair.Key)))
        {
            shown[key] = value;
        }

        return shown;
    }

    /// <summary>Stored JSON goes out as it is, unless it may hold half a surrogate pair, which must fail as an answer.</summary>
    private static object? Stored(byte[] json) => json.AsSpan().IndexOf("\\ud"u8) < 0 ? new RawJson(json) : Documents.Map(json);
}
