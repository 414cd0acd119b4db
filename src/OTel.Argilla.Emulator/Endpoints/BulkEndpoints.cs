using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Rules;
using OTel.Argilla.Emulator.Schemas;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Endpoints;

/// <summary>Writing records, up to 500 at once, all of them or none.</summary>
internal static class BulkEndpoints
{
    public static IEnumerable<ApiRoute> Routes =>
    [
        new("POST", "/datasets/{dataset_id}/records/bulk", Create) { BodyKind = BodyKind.Json, Body = RecordSchemas.BulkCreate },
        new("PUT", "/datasets/{dataset_id}/records/bulk", Upsert) { BodyKind = BodyKind.Json, Body = RecordSchemas.BulkUpsert },
    ];

    private static List<Map> Items(Call call) => ((List<object?>)call.Body.Get("items")!).ConvertAll(item => (Map)item!);

    private static Reply Create(Call call)
    {
        var dataset = Access.EditDataset(call);
        if (!dataset.IsReady)
        {
            throw ApiError.Invalid("records cannot be created for a non published dataset");
        }

        var items = Items(call);
        var taken = items.Select(item => item.Text("external_id")).OfType<string>()
            .Where(id => call.Store.Records.ByExternalId(dataset, id) is not null).ToList();
        if (taken.Count > 0)
        {
            throw ApiError.Invalid($"found records with same external ids: {string.Join(", ", taken)}");
        }

        return Reply.Created(Write(call, dataset, items, _ => null));
    }

    private static Reply Upsert(Call call)
    {
        var dataset = Access.EditDataset(call);
        return Reply.Ok(Write(call, dataset, Items(call), item => Find(call.Store, dataset, item)));
    }

    private static Record? Find(Store store, Dataset dataset, Map item)
    {
        if (item.Text("id") is { } id && store.Records.ById(id) is { } byId && byId.Dataset == dataset.Sequence)
        {
            return byId;
        }

        return item.Text("external_id") is { } externalId ? store.Records.ByExternalId(dataset, externalId) : null;
    }

    private static Map Write(Call call, Dataset dataset, List<Map> items, Func<Map, Record?> find)
    {
        var rules = new DatasetRules(call.Store, dataset);
        var writer = new RecordWriter(call.Store, rules);
        var records = new List<Record>(items.Count);

        // One object for each record, however often the request names it: the last change shows in every answer.
        var known = new Dictionary<string, Record>(StringComparer.Ordinal);
        for (var position = 0; position < items.Count; position++)
        {
            var found = find(items[position]);
            if (found is not null && known.TryGetValue(found.Id, out var same))
            {
                found = same;
            }

            try
            {
                found = writer.Write(found, items[position]);
            }
            catch (Exception error) when (error is InvalidRecordException or PythonAttributeException)
            {
                throw ApiError.Invalid($"Record at position {position} is not valid because {error.Message}");
            }

            known[found.Id] = found;
            records.Add(found);
        }

        if (dataset.Index == SearchIndex.None && Outages.Indexes(call.Store))
        {
            call.Store.Datasets.SetIndex(dataset, SearchIndex.Wrong);
        }

        writer.Finish(records.Distinct());
        var answer = new RecordAnswer(call.Store, dataset);
        return new Map().With("items", records.ConvertAll(record => (object?)answer.Written(record, rules)));
    }
}
