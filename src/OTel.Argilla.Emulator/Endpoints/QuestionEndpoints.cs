using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Rules;
using OTel.Argilla.Emulator.Schemas;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Endpoints;

/// <summary>Questions of datasets.</summary>
internal static class QuestionEndpoints
{
    public static IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/datasets/{dataset_id}/questions", call => PartEndpoints.List(call, Access.ReadDataset(call), PartKind.Question)),
        new("POST", "/datasets/{dataset_id}/questions", Create) { BodyKind = BodyKind.Json, Body = QuestionSchemas.Create },
        new("PATCH", "/questions/{question_id}", Update) { BodyKind = BodyKind.Json, Body = QuestionSchemas.Update },
        new("DELETE", "/questions/{question_id}", Delete),
    ];

    private static Reply Create(Call call)
    {
        var dataset = Access.EditDataset(call);
        PartEndpoints.Unique(call, dataset, PartKind.Question, "Question");
        if (dataset.IsReady)
        {
            throw ApiError.Invalid("questions cannot be created for a published dataset");
        }

        PostgresRules.Name(call.Store, call.Body.Text("name"));
        var settings = (Map)call.Body.Get("settings")!;
        if (settings.Text("type") == "span")
        {
            CheckSpan(call, dataset, settings.Text("field")!);
            settings["allow_character_annotation"] = true;
        }

        call.Body["required"] ??= false;
        return Reply.Created(call.Store.Parts.Add(dataset, PartKind.Question, call.Body).Document);
    }

    private static void CheckSpan(Call call, Dataset dataset, string field)
    {
        var names = call.Store.Parts.Of(dataset, PartKind.Field).ConvertAll(part => part.Name);
        if (!names.Contains(field))
        {
            throw ApiError.Invalid($"'{field}' is not a valid field name.\nValid field names are {PythonText.List(names)}");
        }

        var other = call.Store.Parts.Of(dataset, PartKind.Question).Find(part => part.Type == "span" && part.Settings.Text("field") == field);
        if (other is not null)
        {
            throw ApiError.Invalid($"'{field}' is already used by span question with id '{other.Id}'");
        }
    }

    private static Reply Update(Call call)
    {
        var (question, _) = Access.EditPart(call, PartKind.Question, "question_id", "Question");
        return PartEndpoints.Update(call, question, type => $"question type cannot be changed. expected '{question.Type}' but got '{type}'");
    }

    private static Reply Delete(Call call)
    {
        var (question, dataset) = Access.EditPart(call, PartKind.Question, "question_id", "Question");
        return dataset.IsReady ? throw ApiError.Invalid("questions cannot be deleted for a published dataset") : PartEndpoints.Delete(call, question);
    }
}
