using System.Text.Json.Nodes;

namespace OTel.Argilla.Contract.Tests;

/// <summary>A workspace to make datasets in: the one asked for, else a new one of our own, else (an admin makes none) the first that the key sees.</summary>
internal sealed class TestWorkspace
{
    private readonly bool _isOurs;

    private TestWorkspace(JsonNode json, bool isOurs)
    {
        Id = json["id"]!.GetValue<string>();
        Name = json["name"]!.GetValue<string>();
        _isOurs = isOurs;
    }

    public string Id { get; }

    public string Name { get; }

    public static async Task<TestWorkspace> ProvideAsync(Rest rest, string? wanted)
    {
        if (string.IsNullOrEmpty(wanted))
        {
            var (status, made) = await rest.SendAsync(HttpMethod.Post, "workspaces", new JsonObject { ["name"] = "contract-" + Guid.NewGuid().ToString("N") });
            if (status == 201)
            {
                return new TestWorkspace(made!, isOurs: true);
            }
        }

        var seen = (await rest.GetAsync("me/workspaces"))["items"]!.AsArray();
        var chosen = seen.FirstOrDefault(item => string.IsNullOrEmpty(wanted) || item!["name"]!.GetValue<string>() == wanted)
            ?? throw new InvalidOperationException($"The API key sees no workspace {wanted}: set ARGILLA_WORKSPACE to one that it sees.");
        return new TestWorkspace(chosen, isOurs: false);
    }

    /// <summary>Deletes what <see cref="ProvideAsync"/> made, and nothing else.</summary>
    public Task DeleteAsync(Rest rest) => _isOurs ? rest.SendAsync(HttpMethod.Delete, $"workspaces/{Id}") : Task.CompletedTask;
}
