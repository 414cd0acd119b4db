using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Rules;
using OTel.Argilla.Emulator.Schemas;
using OTel.Argilla.Emulator.Storage;
using OTel.Argilla.Emulator.Validation;

namespace OTel.Argilla.Emulator.Endpoints;

/// <summary>Reading, changing and deleting records.</summary>
internal static class RecordEndpoints
{
    private const int MaximumDelete = 100;

    public static IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/datasets/{dataset_id}/records", List) { Query = RecordSchemas.Page },
        new("DELETE", "/datasets/{dataset_id}/records", DeleteMany) { Query = RecordSchemas.Ids },
        new("GET", "/records/{record_id}", Get),
        new("PATCH", "/records/{record_id}", Update) { BodyKind = BodyKind.Json, Body = RecordSchemas.Update },
        new("DELETE", "/records/{record_id}", Delete),
    ];

    /// <summary>The ids of a comma-separated list.</summary>
    public static List<string> Ids(Call call)
    {
        var ids = call.Query.Text("ids")!.Split(',').Select(id => UuidShape.Parse(id.Trim())).ToList();
        return ids.TrueForAll(id => id is not null) ? ids.ConvertAll(id => id!) : throw ApiError.Invalid("Invalid UUID format");
    }

    private static Reply List(Call call)
    {
        var dataset = Access.EditDataset(call);
        var includes = Includes.Parse(call.Query.Get("include"));
        var offset = (long)call.Query.Get("offset")!;
        PostgresRules.Offset(call.Store, offset);
        var answer = new RecordAnswer(call.Store, dataset);
        var items = call.Store.Records.Page(dataset, offset, (long)call.Query.Get("limit")!).Select(record => answer.Plain(record, includes)).ToList();
        return Reply.Ok(new Map().With("items", items).With("total", call.Store.Records.Count(dataset)));
    }

    private static Reply DeleteMany(Call call)
    {
        var dataset = Access.EditDataset(call);
        var ids = Ids(call);
        if (ids.Count > MaximumDelete)
        {
            throw ApiError.Invalid($"Cannot delete more than {MaximumDelete} records at once");
        }

        foreach (var id in ids)
        {
            call.Store.Records.Delete(dataset, id, Outages.Indexes(call.Store));
        }

        Outages.AfterWrite(call.Store);
        return Reply.NoContent;
    }

    private static Reply Get(Call call)
    {
        var (record, dataset) = Access.Record(call);
        Access.Member(call, dataset);
        return Reply.Ok(new RecordAnswer(call.Store, dataset).Plain(record, Includes.All));
    }

    private static Reply Update(Call call)
    {
        var (record, dataset) = Access.Record(call);
        Access.Edit(call, dataset.Workspace);
        var rules = new DatasetRules(call.Store, dataset);
        var writer = new RecordWriter(call.Store, rules);
        try
        {
            if (call.Body.Get("suggestions") is List<object?> suggestions)
            {
                SuggestionRules.Check(suggestions, Documents.Map(record.Fields), rules);
                call.Store.Suggestions.Clear(record);
            }

            writer.Write(record, call.Body);
        }
        catch (Exception error) when (error is InvalidRecordException or PythonAttributeException)
        {
            throw ApiError.Invalid(error.Message);
        }

        writer.Finish([record]);
        return Reply.Ok(new RecordAnswer(call.Store, dataset).Written(record, rules));
    }

    private static Reply Delete(Call call)
    {
        var (record, dataset) = Access.Record(call);
        Access.Edit(call, dataset.Workspace);
        call.Store.Records.Delete(dataset, record.Id, Outages.Indexes(call.Store));
        Outages.AfterWrite(call.Store);
        return Reply.Ok(new RecordAnswer(call.Store, dataset).Plain(record));
    }
}
