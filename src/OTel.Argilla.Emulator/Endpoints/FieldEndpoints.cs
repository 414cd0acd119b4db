using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Rules;
using OTel.Argilla.Emulator.Schemas;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Endpoints;

/// <summary>Fields of datasets.</summary>
internal static class FieldEndpoints
{
    public static IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/datasets/{dataset_id}/fields", call => PartEndpoints.List(call, Access.ReadDataset(call), PartKind.Field)),
        new("POST", "/datasets/{dataset_id}/fields", Create) { BodyKind = BodyKind.Json, Body = PartSchemas.Field },
        new("PATCH", "/fields/{field_id}", Update) { BodyKind = BodyKind.Json, Body = PartSchemas.FieldUpdate },
        new("DELETE", "/fields/{field_id}", Delete),
    ];

    private static Reply Create(Call call)
    {
        var dataset = Access.EditDataset(call);
        if (dataset.IsReady)
        {
            throw ApiError.Invalid("Field cannot be created for a published dataset");
        }

        PartEndpoints.Unique(call, dataset, PartKind.Field, "Field");
        PostgresRules.Name(call.Store, call.Body.Text("name"));
        call.Body["required"] ??= false;
        return Reply.Created(call.Store.Parts.Add(dataset, PartKind.Field, call.Body).Document);
    }

    private static Reply Update(Call call)
    {
        var (field, _) = Access.EditPart(call, PartKind.Field, "field_id", "Field");
        return PartEndpoints.Update(call, field, type => $"Field type cannot be changed. Expected '{field.Type}' but got '{type}'");
    }

    private static Reply Delete(Call call)
    {
        var (field, dataset) = Access.EditPart(call, PartKind.Field, "field_id", "Field");
        return dataset.IsReady ? throw ApiError.Invalid("Fields cannot be deleted for a published dataset") : PartEndpoints.Delete(call, field);
    }
}
