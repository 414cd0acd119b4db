using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Rules;

/// <summary>Checks records and stores them with what hangs on them. What it wrote is undone with the request when a later one is bad.</summary>
internal sealed class RecordWriter(Store store, DatasetRules rules)
{
    /// <summary>Where each record stood in the index before; null for those that the request brought.</summary>
    private readonly Dictionary<Record, (long Position, byte[]? Metadata)> _before = [];

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

        var record = found ?? Create(item);
        _before.TryAdd(record, (record.Position, record.IndexedMetadata));
        Fill(record, item, fields!, metadata);
        if (Outages.Indexes(store) && IndexRules.Index(record.ExternalId, record.Metadata is null ? null : metadata ?? Documents.Map(record.Metadata), vectors, rules) is { } index)
        {
            record.Position = store.Records.NextPosition();
            record.IndexedMetadata = Documents.Doc(index);
        }

        store.Records.Save(record);
        Relate(record, suggestions, responses, vectors);
        return record;
    }

    /// <summary>Sets the status of all records; where the real server fails to index, everything stays stored but out of the index.</summary>
    public void Finish(IEnumerable<Record> records)
    {
        foreach (var record in records.Where(record => record.HasRelations))
        {
            RecordStatus.Update(store, rules.Dataset, record);
            if (store.Responses.Of(record).Exists(response => response.Get("values") is null))
            {
                Unindex();
                throw ApiError.ServerAfterWrite("builtins.AttributeError", "'NoneType' object has no attribute 'items'");
            }
        }

        Outages.AfterWrite(store);
    }

    private Record Create(Map item)
    {
        var now = Documents.Timestamp(store.Time);
        return new Record
        {
            Id = Documents.NewId(),
            Dataset = rules.Dataset.Sequence,
            ExternalId = item.Text("external_id"),
            Fields = [],
            InsertedAt = now,
            UpdatedAt = now,
            HasRelations = false,
        };
    }

    private void Fill(Record record, Map item, Map fields, Map? metadata)
    {
        var newFields = item.ContainsKey("fields") ? Documents.Doc(fields) : record.Fields;
        var newMetadata = !item.ContainsKey("metadata") ? record.Metadata : metadata is null ? null : Documents.Doc(metadata);
        if (!record.IsNew && (!Same(newFields, record.Fields) || !Same(newMetadata, record.Metadata)))
        {
            record.UpdatedAt = Documents.Timestamp(store.Time);
        }

        record.Fields = newFields;
        record.Metadata = newMetadata;
    }

    private static bool Same(byte[]? left, byte[]? right) => left is null || right is null ? left == right : left.AsSpan().SequenceEqual(right);

    private void Relate(Record record, List<object?>? suggestions, List<object?>? responses, Map? vectors)
    {
        record.HasRelations |= suggestions is { Count: > 0 } || responses is { Count: > 0 } || vectors is { Count: > 0 };
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

    private void Unindex()
    {
        foreach (var (record, (position, metadata)) in _before)
        {
            record.Position = position;
            record.IndexedMetadata = metadata;
            store.Records.Save(record);
        }
    }
}
