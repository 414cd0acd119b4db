using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OTel.Argilla.Emulator.Tests;

/// <summary>A small client of the emulator's REST API, with a published dataset of one text field at hand.</summary>
internal sealed class EmulatorClient : IDisposable
{
    private readonly HttpClient _http;

    public EmulatorClient(ArgillaEmulator emulator) : this(emulator.Url, emulator.ApiKey)
    {
    }

    public EmulatorClient(Uri url, string apiKey)
    {
        _http = Web.Client(new Uri(url, "/api/v1/"));
        _http.DefaultRequestHeaders.Add("X-Argilla-Api-Key", apiKey);
    }

    public void Dispose() => _http.Dispose();

    public async Task<(HttpStatusCode Status, JsonNode? Body)> Send(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public Task<HttpResponseMessage> Get(string path, CancellationToken cancellationToken = default) => _http.GetAsync(path, cancellationToken);

    public async Task<string> WorkspaceId()
    {
        var (_, body) = await Send(HttpMethod.Get, "me/workspaces");
        return body!["items"]![0]!["id"]!.GetValue<string>();
    }

    /// <summary>Creates and publishes a dataset with the text field "prompt" and gives its id.</summary>
    public async Task<string> Dataset(string name)
    {
        var (_, dataset) = await Send(HttpMethod.Post, "datasets", new JsonObject { ["name"] = name, ["workspace_id"] = await WorkspaceId() });
        var id = dataset!["id"]!.GetValue<string>();
        await Send(HttpMethod.Post, $"datasets/{id}/fields", JsonNode.Parse("""{"name":"prompt","title":"P","required":true,"settings":{"type":"text"}}"""));
        await Send(HttpMethod.Post, $"datasets/{id}/questions", JsonNode.Parse("""{"name":"q","title":"Q","required":true,"settings":{"type":"text"}}"""));
        await Send(HttpMethod.Put, $"datasets/{id}/publish");
        return id;
    }

    public Task<(HttpStatusCode Status, JsonNode? Body)> Put(string dataset, IEnumerable<string> externalIds, string prompt = "p") =>
        Send(HttpMethod.Put, $"datasets/{dataset}/records/bulk", Items(externalIds, prompt));

    public static JsonObject Items(IEnumerable<string> externalIds, string prompt) => new()
    {
        ["items"] = new JsonArray([.. externalIds.Select(id => new JsonObject
        {
            ["external_id"] = id,
            ["fields"] = new JsonObject { ["prompt"] = prompt },
        })]),
    };
}
