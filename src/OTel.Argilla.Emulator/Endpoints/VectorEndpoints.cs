using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Rules;
using OTel.Argilla.Emulator.Schemas;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Endpoints;

/// <summary>Vector settings of datasets.</summary>
internal static class VectorEndpoints
{
    private const int Maximum = 5;

    public static IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/datasets/{dataset_id}/vectors-settings", call => PartEndpoints.List(call, Access.ReadDataset(call), PartKind.VectorSettings)),
        new("POST", "/datasets/{dataset_id}/vectors-settings", Create) { BodyKind = BodyKind.Json, Body = PartSchemas.Vector },
        new("PATCH", "/vectors-settings/{vector_settings_id}", Update) { BodyKind = BodyKind.Json, Body = PartSchemas.VectorUpdate },
        new("DELETE", "/vectors-settings/{vector_settings_id}", Delete),
    ];

    private static Reply Create(Call call)
    {
        var dataset = Access.EditDataset(call);
        if (call.Store.Parts.Of(dataset, PartKind.VectorSettings).Count >= Maximum)
        {
            throw ApiError.Invalid($"The maximum number of vector settings has been reached for dataset with id `{dataset.Id}`");
        }

        PartEndpoints.Unique(call, dataset, PartKind.VectorSettings, "Vector settings");
        PostgresRules.Name(call.Store, call.Body.Text("name"));
        var settings = call.Store.Parts.Add(dataset, PartKind.VectorSettings, call.Body);
        if (dataset.IsReady)
        {
            Outages.AfterWrite(call.Store);
            if (call.Store.RefuseVectors)
            {
                throw Refused();
            }
        }

        return Reply.Created(settings.Document);
    }

    /// <summary>What OpenSearch 2.19 says to Argilla's mapping of vectors, after Argilla stored their settings.</summary>
    public static ApiError Refused() => ApiError.ServerAfterWrite(
        "opensearchpy.exceptions.RequestError",
        "RequestError(400, 'Cannot set modelId or method parameters when index.knn setting is false')");

    private static Reply Update(Call call)
    {
        var (settings, _) = Access.EditPart(call, PartKind.VectorSettings, "vector_settings_id", "VectorSettings");
        return PartEndpoints.Update(call, settings, type => type);
    }

    private static Reply Delete(Call call)
    {
        var (settings, _) = Access.EditPart(call, PartKind.VectorSettings, "vector_settings_id", "VectorSettings");
        return PartEndpoints.Delete(call, settings);
    }
}
