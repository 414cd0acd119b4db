using System.Text.Json.Nodes;

namespace OTel.Argilla.Contract.Tests;

/// <summary>An annotator, who may read a dataset and may not write records.</summary>
/// <param name="Id">The server's id when these tests made the user, else null.</param>
/// <param name="ApiKey">The key.</param>
internal sealed record TestUser(string? Id, string ApiKey)
{
    /// <summary>A new member of the workspace; null when the key is not an owner's or the server makes no users over its API.</summary>
    public static async Task<TestUser?> TryCreateAsync(Rest rest, TestWorkspace workspace)
    {
        var name = "contract-" + Guid.NewGuid().ToString("N");
        var (status, user) = await rest.SendAsync(HttpMethod.Post, "users", new JsonObject
        {
            ["first_name"] = "Contract",
            ["username"] = name,
            ["role"] = "annotator",
            ["password"] = Guid.NewGuid().ToString("N"),
        });
        if (status != 201)
        {
            return null;
        }

        var made = new TestUser(user!["id"]!.GetValue<string>(), user["api_key"]!.GetValue<string>());
        await rest.SendAsync(HttpMethod.Post, $"workspaces/{workspace.Id}/users", new JsonObject { ["user_id"] = made.Id });
        return made;
    }

    public Task DeleteAsync(Rest rest) => Id is null ? Task.CompletedTask : rest.SendAsync(HttpMethod.Delete, $"users/{Id}");
}
