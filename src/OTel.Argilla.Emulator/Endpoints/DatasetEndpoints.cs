using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Rules;
using OTel.Argilla.Emulator.Schemas;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Endpoints;

/// <summary>The life of a dataset.</summary>
internal static class DatasetEndpoints
{
    private static readonly string[] NeverNull = ["name", "allow_extra_metadata", "distribution"];

    public static IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/me/datasets", Find) { Query = DatasetSchemas.Find },
        new("POST", "/datasets", Create) { BodyKind = BodyKind.Json, Body = DatasetSchemas.Create },
        new("GET", "/datasets/{dataset_id}", call => Reply.Ok(Access.ReadDataset(call).Document)),
        new("PATCH", "/datasets/{dataset_id}", Update) { BodyKind = BodyKind.Json, Body = DatasetSchemas.Update },
        new("DELETE", "/datasets/{dataset_id}", Delete),
        new("PUT", "/datasets/{dataset_id}/publish", Publish),
    ];

    private static Reply Find(Call call)
    {
        var workspace = call.Query.Text("workspace_id");
        if (workspace is not null && !call.User.IsOwner && !Access.IsMember(call, workspace))
        {
            throw ApiError.Forbidden();
        }

        var (name, status) = (call.Query.Get("name"), call.Query.Get("status"));
        var found = call.Store.Datasets.All().Where(dataset =>
            (workspace is null ? call.User.IsOwner || Access.IsMember(call, dataset.Workspace) : dataset.Workspace == workspace)
            && (name is null || name.Equals(dataset.Document.Get("name")))
            && (status is null || status.Equals(dataset.Document.Get("status"))));
        return Reply.Items(found.Select(dataset => dataset.Document));
    }

    private static Reply Create(Call call)
    {
        var (workspace, name) = (call.Body.Text("workspace_id")!, call.Body.Text("name")!);
        Access.Edit(call, workspace);
        if (call.Store.Workspaces.ById(workspace) is null)
        {
            throw ApiError.Invalid(ApiError.Missing("Workspace", workspace));
        }

        if (call.Store.Datasets.ByName(workspace, name) is not null)
        {
            throw ApiError.Detail(409, $"Dataset with name `{name}` already exists for workspace with id `{workspace}`");
        }

        PostgresRules.Name(call.Store, name);
        PostgresRules.Name(call.Store, call.Body.Text("guidelines"));
        return Reply.Created(call.Store.Datasets.Add(workspace, call.Body).Document);
    }

    private static Reply Update(Call call)
    {
        var dataset = Access.EditDataset(call);
        foreach (var key in NeverNull.Where(key => call.Body.ContainsKey(key) && call.Body.Get(key) is null))
        {
            throw NotNullable(key);
        }

        if (call.Body.Text("name") is { } name && call.Store.Datasets.ByName(dataset.Workspace, name) is { } other && other.Id != dataset.Id)
        {
            throw ApiError.Server("sqlalchemy.exc.IntegrityError", "(sqlite3.IntegrityError) UNIQUE constraint failed: datasets.name, datasets.workspace_id");
        }

        foreach (var (key, value) in call.Body)
        {
            dataset.Document[key] = value;
        }

        call.Store.Datasets.Save(dataset);
        if (call.Body.ContainsKey("distribution"))
        {
            Outages.Redis(call.Store);
            RecordStatus.UpdateAll(call.Store, dataset);
        }

        Outages.Redis(call.Store);

        return Reply.Ok(dataset.Document);
    }

    private static ApiError NotNullable(string key)
    {
        var errors = new Validation.SchemaErrors();
        errors.Add(Validation.Location.Root("body"), "value_error", $"Value error, The following keys must have non-null values: {key}");
        return ApiError.Schema(errors);
    }

    private static Reply Delete(Call call)
    {
        var dataset = Access.EditDataset(call);
        call.Store.Datasets.Delete(dataset);
        Outages.AfterWrite(call.Store);
        return Reply.Ok(dataset.Document);
    }

    private static Reply Publish(Call call)
    {
        var dataset = Access.EditDataset(call);
        var rules = new DatasetRules(call.Store, dataset);
        var complaint = dataset.IsReady ? "Dataset has already been published"
            : rules.Fields.Count == 0 ? "Dataset cannot be published without fields"
            : !rules.Questions.Exists(question => question.IsRequired) ? "Dataset cannot be published without required questions"
            : null;
        if (complaint is not null)
        {
            throw ApiError.Invalid(complaint);
        }

        dataset.Document["status"] = "ready";
        call.Store.Datasets.Save(dataset);
        Outages.AfterWrite(call.Store);
        if (dataset.Index == SearchIndex.Wrong)
        {
            throw ApiError.ServerAfterWrite(
                "opensearchpy.exceptions.RequestError",
                $"RequestError(400, '{{\"error\":{{\"type\":\"resource_already_exists_exception\",\"reason\":\"index [rg.{dataset.Id}] already exists\"}}}}')");
        }

        if (rules.Vectors.Count > 0 && call.Store.RefuseVectors)
        {
            throw VectorEndpoints.Refused();
        }

        call.Store.Datasets.SetIndex(dataset, SearchIndex.Sound);
        foreach (var property in rules.Properties)
        {
            call.Store.Parts.Mapped(dataset, property.Name, property.Type);
        }

        return Reply.Ok(dataset.Document);
    }
}
