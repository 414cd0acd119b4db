using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Rules;
using OTel.Argilla.Emulator.Schemas;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Endpoints;

/// <summary>What reviewers answer.</summary>
internal static class ResponseEndpoints
{
    public static IEnumerable<ApiRoute> Routes =>
    [
        new("POST", "/records/{record_id}/responses", Create) { BodyKind = BodyKind.Json, Body = RecordSchemas.OwnResponse },
        new("PUT", "/responses/{response_id}", Update) { BodyKind = BodyKind.Json, Body = RecordSchemas.OwnResponse },
        new("DELETE", "/responses/{response_id}", Delete),
        new("POST", "/me/responses/bulk", Bulk) { BodyKind = BodyKind.Json, Body = RecordSchemas.OwnResponses },
    ];

    private static Reply Create(Call call)
    {
        var (record, dataset) = Access.Record(call);
        Access.Member(call, dataset);
        if (call.Store.Responses.Of(record).Exists(response => response.Text("user_id") == call.User.Id))
        {
            throw ApiError.Detail(409, $"Response already exists for record with id `{record.Id}` and by user with id `{call.User.Id}`");
        }

        return Reply.Created(Write(call.Store, dataset, record, call.User.Id, call.Body));
    }

    private static Reply Update(Call call)
    {
        var (record, old, dataset) = Existing(call);
        return Reply.Ok(Write(call.Store, dataset, record, old.Text("user_id")!, call.Body));
    }

    private static Reply Delete(Call call)
    {
        var (record, old, dataset) = Existing(call);
        call.Store.Responses.Delete(old.Text("id")!);
        RecordStatus.Update(call.Store, dataset, record);
        call.Store.Datasets.Touch(dataset);
        Outages.AfterWrite(call.Store);
        return Reply.Ok(old);
    }

    /// <summary>Each item is answered by itself: what is wrong with one does not stop the others.</summary>
    private static Reply Bulk(Call call)
    {
        var items = new List<object?>();
        foreach (var item in ((List<object?>)call.Body.Get("items")!).Cast<Map>())
        {
            try
            {
                var id = item.Text("record_id")!;
                var record = call.Store.Records.ById(id) ?? throw ApiError.NotFound("Record", id);
                var dataset = Access.Member(call, call.Store.Datasets.BySequence(record.Dataset)!);
                items.Add(new Map().With("item", Write(call.Store, dataset, record, call.User.Id, item)).With("error", null));
            }
            catch (ApiError error) when (error.Status is 404 or 422)
            {
                items.Add(new Map().With("item", null).With("error", error.Body));
            }
        }

        return Reply.Items(items);
    }

    private static (Record Record, Map Document, Dataset Dataset) Existing(Call call)
    {
        var id = call.Path("response_id");
        var (record, document) = call.Store.Responses.ById(id, call.Store.Records);
        if (record is null || document is null)
        {
            throw ApiError.NotFound("Response", id);
        }

        var dataset = call.Store.Datasets.BySequence(record.Dataset)!;
        if (document.Text("user_id") != call.User.Id)
        {
            Access.Edit(call, dataset.Workspace);
        }

        return (record, document, dataset);
    }

    private static Map Write(Store store, Dataset dataset, Record record, string user, Map given)
    {
        try
        {
            ResponseRules.Check(given, Documents.Map(record.Fields), new DatasetRules(store, dataset));
        }
        catch (Exception error) when (error is InvalidRecordException or PythonAttributeException)
        {
            throw ApiError.Invalid(error.Message);
        }

        var (document, _) = store.Responses.Upsert(record, user, given.Text("status")!, given.Get("values"));
        RecordStatus.Update(store, dataset, record);
        store.Datasets.Touch(dataset);
        if (given.Get("values") is null)
        {
            store.Records.Move(record);
            throw ApiError.ServerAfterWrite("builtins.AttributeError", "'NoneType' object has no attribute 'items'");
        }

        Outages.AfterWrite(store);
        store.Records.Move(record);
        return document;
    }
}
