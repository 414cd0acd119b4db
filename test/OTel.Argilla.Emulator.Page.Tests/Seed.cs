using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OTel.Argilla.Emulator.Page.Tests;

/// <summary>Fills an emulator, and reads back what reviewers did, over REST.</summary>
internal sealed class Seed : IDisposable
{
    public const string Rating = """{"name":"rating","title":"Rating","required":true,"settings":{"type":"rating","options":[{"value":1},{"value":2},{"value":3},{"value":4},{"value":5}]}}""";
    public const string Feedback = """{"name":"feedback","title":"Feedback","required":false,"settings":{"type":"text"}}""";

    private readonly HttpClient _http;

    public Seed(ArgillaEmulator emulator, string? apiKey = null)
    {
        _http = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1) }) { BaseAddress = new Uri(emulator.Url, "/api/v1/") };
        _http.DefaultRequestHeaders.Add("X-Argilla-Api-Key", apiKey ?? emulator.ApiKey);
    }

    public void Dispose() => _http.Dispose();

    public async Task<JsonNode> Send(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {text}");
    }

    /// <summary>A published dataset with the markdown fields prompt and response, and those questions.</summary>
    public async Task<Dataset> Dataset(string name, string[] questions, string[]? fields = null, string[]? properties = null, string? extra = null)
    {
        var workspace = (await Send(HttpMethod.Get, "me/workspaces"))["items"]![0]!["id"]!.GetValue<string>();
        var given = JsonNode.Parse(extra ?? "{}")!.AsObject();
        (given["name"], given["workspace_id"]) = (name, workspace);
        var id = (await Send(HttpMethod.Post, "datasets", given))["id"]!.GetValue<string>();
        foreach (var field in fields ?? [TextField("prompt", true), TextField("response", false)])
        {
            await Send(HttpMethod.Post, $"datasets/{id}/fields", JsonNode.Parse(field));
        }

        var ids = new Dictionary<string, string>();
        foreach (var question in questions)
        {
            var made = await Send(HttpMethod.Post, $"datasets/{id}/questions", JsonNode.Parse(question));
            ids[made["name"]!.GetValue<string>()] = made["id"]!.GetValue<string>();
        }

        foreach (var property in properties ?? [])
        {
            await Send(HttpMethod.Post, $"datasets/{id}/metadata-properties", JsonNode.Parse(property));
        }

        await Send(HttpMethod.Put, $"datasets/{id}/publish");
        return new Dataset(id, ids);
    }

    public static string TextField(string name, bool required, bool useMarkdown = true) => new JsonObject
    {
        ["name"] = name,
        ["title"] = name,
        ["required"] = required,
        ["settings"] = new JsonObject { ["type"] = "text", ["use_markdown"] = useMarkdown },
    }.ToJsonString();

    public Task Records(Dataset dataset, params JsonObject[] items) =>
        Send(HttpMethod.Put, $"datasets/{dataset.Id}/records/bulk", new JsonObject { ["items"] = new JsonArray([.. items]) });

    /// <summary>Records with a prompt "Prompt n" and a response "Answer n", counted from 1.</summary>
    public async Task Records(Dataset dataset, int count)
    {
        foreach (var chunk in Enumerable.Range(1, count).Chunk(500))
        {
            await Records(dataset, [.. chunk.Select(n => Record($"r{n}", $"Prompt {n}", $"Answer {n}"))]);
        }
    }

    public static JsonObject Record(string externalId, string prompt, string? response = null)
    {
        var fields = new JsonObject { ["prompt"] = prompt };
        if (response is not null)
        {
            fields["response"] = response;
        }

        return new JsonObject { ["external_id"] = externalId, ["fields"] = fields };
    }

    /// <summary>The responses to a record, oldest first.</summary>
    public async Task<JsonArray> Responses(Dataset dataset, string externalId)
    {
        var page = await Send(HttpMethod.Get, $"datasets/{dataset.Id}/records?limit=1000&include=responses");
        return page["items"]!.AsArray().Single(record => record!["external_id"]!.GetValue<string>() == externalId)!["responses"]!.AsArray();
    }

    /// <summary>The only response to a record as "status: values".</summary>
    public async Task<string> Response(Dataset dataset, string externalId)
    {
        var responses = await Responses(dataset, externalId);
        return responses.Count == 0 ? "none" : $"{responses.Single()!["status"]}: {responses.Single()!["values"]!.ToJsonString()}";
    }
}
