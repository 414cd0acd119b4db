using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Schemas;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Endpoints;

/// <summary>Workspaces, users and membership.</summary>
internal static class WorkspaceEndpoints
{
    public static IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/me/workspaces", call => Reply.Items(call.User.IsOwner ? call.Store.Workspaces.All() : call.Store.Workspaces.Of(call.User.Id))),
        new("GET", "/workspaces/{workspace_id}", Get),
        new("POST", "/workspaces", Create) { BodyKind = BodyKind.Json, Body = DatasetSchemas.Workspace },
        new("DELETE", "/workspaces/{workspace_id}", Delete),
        new("GET", "/workspaces/{workspace_id}/users", ListMembers),
        new("POST", "/workspaces/{workspace_id}/users", AddMember) { BodyKind = BodyKind.Json, Body = DatasetSchemas.Member },
        new("DELETE", "/workspaces/{workspace_id}/users/{user_id}", RemoveMember),
        new("GET", "/users", ListUsers),
    ];

    private static Reply Get(Call call)
    {
        var id = call.Path("workspace_id");
        if (!call.User.IsOwner && !Access.IsMember(call, id))
        {
            throw ApiError.Forbidden();
        }

        return Reply.Ok(Existing(call, id));
    }

    private static Reply Create(Call call)
    {
        Access.Owner(call);
        var name = call.Body.Text("name")!;
        var id = call.Body.Text("id");
        if (id is not null && call.Store.Workspaces.ById(id) is not null)
        {
            throw ApiError.Detail(409, $"Workspace with id `{id}` is not unique");
        }

        if (call.Store.Workspaces.IdOf(name) is not null)
        {
            throw ApiError.Detail(409, $"Workspace name `{name}` is not unique");
        }

        return Reply.Created(call.Store.Workspaces.Add(id ?? Documents.NewId(), name));
    }

    private static Reply Delete(Call call)
    {
        Access.Owner(call);
        var id = call.Path("workspace_id");
        var workspace = Existing(call, id);
        if (call.Store.Workspaces.HasDatasets(id))
        {
            throw ApiError.Detail(409, $"Cannot delete the workspace {id}. This workspace has some datasets linked");
        }

        call.Store.Workspaces.Delete(id);
        return Reply.Ok(workspace);
    }

    private static Reply ListMembers(Call call)
    {
        var id = call.Path("workspace_id");
        Access.Edit(call, id);
        Existing(call, id);
        return Reply.Items(call.Store.Users.InWorkspace(id).Select(user => user.Answer));
    }

    private static Reply AddMember(Call call)
    {
        Access.Owner(call);
        var id = call.Path("workspace_id");
        Existing(call, id);
        var userId = call.Body.Text("user_id")!;
        var user = call.Store.Users.ById(userId) ?? throw ApiError.Invalid(ApiError.Missing("User", userId));
        if (call.Store.Users.IsMember(userId, id))
        {
            throw ApiError.Detail(409, $"Workspace user with workspace_id `{id}` and user_id `{userId}` is not unique");
        }

        call.Store.Users.Join(userId, id);
        return Reply.Created(user.Answer);
    }

    private static Reply RemoveMember(Call call)
    {
        Access.Owner(call);
        var (workspace, userId) = (call.Path("workspace_id"), call.Path("user_id"));
        if (!call.Store.Users.IsMember(userId, workspace))
        {
            throw ApiError.Detail(404, $"WorkspaceUser not found filtering by workspace_id={workspace}, user_id={userId}");
        }

        call.Store.Users.Leave(userId, workspace);
        return Reply.Ok(call.Store.Users.ById(userId)!.Answer);
    }

    private static Reply ListUsers(Call call)
    {
        Access.Owner(call);
        return Reply.Items(call.Store.Users.All().Select(user => user.Answer));
    }

    private static RawJson Existing(Call call, string id) => call.Store.Workspaces.ById(id) ?? throw ApiError.NotFound("Workspace", id);
}
