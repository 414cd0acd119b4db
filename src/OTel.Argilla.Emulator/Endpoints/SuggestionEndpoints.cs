using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Rules;
using OTel.Argilla.Emulator.Schemas;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Endpoints;

/// <summary>Suggestions of single records.</summary>
internal static class SuggestionEndpoints
{
    public static IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/records/{record_id}/suggestions", List),
        new("PUT", "/records/{record_id}/suggestions", Upsert) { BodyKind = BodyKind.Json, Body = RecordSchemas.Suggestion },
        new("DELETE", "/records/{record_id}/suggestions", DeleteMany) { Query = RecordSchemas.Ids },
        new("DELETE", "/suggestions/{suggestion_id}", Delete),
    ];

    private static Reply List(Call call)
    {
        var (record, dataset) = Access.Record(call);
        Access.Member(call, dataset);
        return Reply.Items(call.Store.Suggestions.Of(record));
    }

    private static Reply Upsert(Call call)
    {
        var (record, dataset) = Access.Record(call);
        var id = call.Body.Text("question_id")!;
        Access.Edit(call, dataset.Workspace);
        var question = new DatasetRules(call.Store, dataset).Question(id) ?? throw ApiError.Invalid(ApiError.Missing("Question", id));
        try
        {
            SuggestionRules.Check(call.Body, question, Documents.Map(record.Fields));
        }
        catch (Exception error) when (error is InvalidRecordException or PythonAttributeException)
        {
            throw ApiError.Invalid(error.Message);
        }

        var (document, isNew) = call.Store.Suggestions.Upsert(record, call.Body);
        Outages.AfterWrite(call.Store);
        return isNew ? Reply.Created(document) : Reply.Ok(document);
    }

    private static Reply DeleteMany(Call call)
    {
        var (record, dataset) = Access.Record(call);
        Access.Edit(call, dataset.Workspace);
        foreach (var id in RecordEndpoints.Ids(call))
        {
            call.Store.Suggestions.Delete(record, id);
        }

        Outages.AfterWrite(call.Store);
        return Reply.NoContent;
    }

    private static Reply Delete(Call call)
    {
        var id = call.Path("suggestion_id");
        var (record, document) = call.Store.Suggestions.ById(id, call.Store.Records);
        if (record is null)
        {
            throw ApiError.NotFound("Suggestion", id);
        }

        Access.Edit(call, call.Store.Datasets.BySequence(record.Dataset)!.Workspace);
        call.Store.Suggestions.Delete(record, id);
        Outages.AfterWrite(call.Store);
        return Reply.Ok(document!);
    }
}
