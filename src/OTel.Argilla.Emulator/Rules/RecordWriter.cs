using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Rules;

/// <summary>Checks records and stores them with what hangs on them. What it wrote is undone with the request when a later one is bad.</summary>
internal sealed class RecordWriter(Store store, DatasetRules rules)
{
    /// <summary>New records without responses: nothing about those needs to be looked up.</summary>
    private readonly HashSet<Record> _bare = [];

    /// <summary>Creates the record, or writes what was sent over the one that was found.</summary>
    public Record Write(Record? found, Map item)
    {
        var fields = item.Get("fields") as Map;
        var metadata = item.Get("metadata") as Map;
        if (found is null || item.ContainsKey("fields"))
        {
            FieldRules.Check(fields, rules);
        }

        MetadataRules.Check(metadata, rules);
        fields ??= found is null ? null : Documents.Map(found.Fields);
        var suggestions = item.Get("suggestions") as List<object?>;
        var responses = item.Get("responses") as List<object?>;
        var vectors = item.Get("vectors") as Map;
        SuggestionRules.Check(suggestions, fields, rules);
        ResponseRules.Check(responses, fields, rules);
        VectorRules.Check(vectors, rules);
        PostgresRules.Record(store, found is null ? item.Text("external_id") : null, metadata);

        var record = found is null ? Create(item, fields!, metadata) : Update(found, item, fields!, metadata);
        if (found is null && responses is null or { Count: 0 })
        {
            _bare.Add(record);
        }

        Relate(record, suggestions, responses, vectors);
        return record;
    }

    /// <summary>Sets status and index after all records are in; where the real server's indexing fails, everything stays stored all the same.</summary>
    public void Finish(IEnumerable<Record> records)
    {
        var all = records.ToList();
        foreach (var record in all.Where(record => !_bare.Contains(record)))
        {
            RecordStatus.Update(store, rules.Dataset, record);
            if (store.Responses.Of(record).Exists(response => response.Get("values") is null))
            {
                throw ApiError.ServerAfterWrite("builtins.AttributeError", "'NoneType' object has no attribute 'items'");
            }
        }

        foreach (var record in all)
        {
            Index(record);
        }
    }

    private Record Create(Map item, Map fields, Map? metadata)
    {
        var now = Documents.Timestamp(store.Time);
        var record = new Record
        {
            Id = Documents.NewId(),
            Dataset = rules.Dataset.Sequence,
            ExternalId = item.Text("external_id"),
            Fields = Documents.Doc(fields),
            Metadata = metadata is null ? null : Documents.Doc(metadata),
            InsertedAt = now,
            UpdatedAt = now,
        };
        store.Records.Save(record);
        return record;
    }

    private Record Update(Record record, Map item, Map fields, Map? metadata)
    {
        var newFields = item.ContainsKey("fields") ? Documents.Doc(fields) : record.Fields;
        var newMetadata = !item.ContainsKey("metadata") ? record.Metadata : metadata is null ? null : Documents.Doc(metadata);
        if (!newFields.AsSpan().SequenceEqual(record.Fields) || !Same(newMetadata, record.Metadata))
        {
            record.Fields = newFields;
            record.Metadata = newMetadata;
            record.UpdatedAt = Documents.Timestamp(store.Time);
            store.Records.Save(record);
        }

        return record;
    }

    private static bool Same(byte[]? left, byte[]? right) => left is null || right is null ? left == right : left.AsSpan().SequenceEqual(right);

    private void Relate(Record record, List<object?>? suggestions, List<object?>? responses, Map? vectors)
    {
        foreach (var suggestion in suggestions ?? [])
        {
            store.Suggestions.Upsert(record, (Map)suggestion!);
        }

        foreach (var response in (responses ?? []).Cast<Map>())
        {
            store.Responses.Upsert(record, response.Text("user_id")!, response.Text("status")!, response.Get("values"));
        }

        foreach (var (name, vector) in vectors ?? [])
        {
            store.Vectors.Upsert(record, name, vector);
        }
    }

    private void Index(Record record)
    {
        var metadata = record.Metadata is null ? null : Documents.Map(record.Metadata);
        if (IndexRules.Index(record.ExternalId, metadata, rules) is { } index)
        {
            var document = Documents.Doc(index);
            if (!record.Indexed || !Same(document, record.IndexedMetadata))
            {
                record.Indexed = true;
                record.IndexedMetadata = document;
                store.Records.Save(record);
            }
        }
    }
}
