using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Endpoints;

/// <summary>Who may do what: owners all, admins in their workspaces, annotators what reviewing needs.</summary>
internal static class Access
{
    /// <summary>The dataset of the path, for members of its workspace.</summary>
    public static Dataset ReadDataset(Call call) => Member(call, Find(call));

    /// <summary>The dataset of the path, for owners and admins of its workspace.</summary>
    public static Dataset EditDataset(Call call)
    {
        var dataset = Find(call);
        Edit(call, dataset.Workspace);
        return dataset;
    }

    public static void Edit(Call call, string workspace)
    {
        if (!call.User.IsOwner && !(call.User.IsAdmin && IsMember(call, workspace)))
        {
            throw ApiError.Forbidden();
        }
    }

    public static Dataset Member(Call call, Dataset dataset) =>
        call.User.IsOwner || IsMember(call, dataset.Workspace) ? dataset : throw ApiError.Forbidden();

    public static void Owner(Call call)
    {
        if (!call.User.IsOwner)
        {
            throw ApiError.Forbidden();
        }
    }

    public static bool IsMember(Call call, string workspace) => call.Store.Users.IsMember(call.User.Id, workspace);

    /// <summary>The part of the path and its dataset, for owners and admins of its workspace.</summary>
    public static (Part Part, Dataset Dataset) EditPart(Call call, PartKind kind, string parameter, string entity)
    {
        var id = call.Path(parameter);
        var part = call.Store.Parts.ById(kind, id) ?? throw ApiError.NotFound(entity, id);
        var dataset = call.Store.Datasets.BySequence(part.Dataset)!;
        Edit(call, dataset.Workspace);
        return (part, dataset);
    }

    public static (Record Record, Dataset Dataset) Record(Call call)
    {
        var id = call.Path("record_id");
        var record = call.Store.Records.ById(id) ?? throw ApiError.NotFound("Record", id);
        return (record, call.Store.Datasets.BySequence(record.Dataset)!);
    }

    private static Dataset Find(Call call)
    {
        var id = call.Path("dataset_id");
        return call.Store.Datasets.ById(id) ?? throw ApiError.NotFound("Dataset", id);
    }
}
