using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OTel.Argilla.MoveToArgilla;

/// <summary>The REST API of an Argilla server.</summary>
internal sealed class ArgillaServer : IDisposable
{
    private readonly HttpClient _http;

    public ArgillaServer(Uri url, string apiKey)
    {
        // Argilla closes idle connections after 5 seconds without a word.
        _http = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2) }) { BaseAddress = new Uri(url.ToString().TrimEnd('/') + "/api/v1/") };
        _http.DefaultRequestHeaders.Add("X-Argilla-Api-Key", apiKey);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Sends a request and gives the answer; a refusal is an exception with the server's words.</summary>
    public async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "application/json"
            ? JsonNode.Parse(text)!
            : throw new HttpRequestException($"{method} {path}: {(int)response.StatusCode} {text[..Math.Min(text.Length, 1000)]}");
    }

    /// <summary>The items of a list.</summary>
    public async Task<IEnumerable<JsonObject>> ListAsync(string path) =>
        (await SendAsync(HttpMethod.Get, path))["items"]!.AsArray().Select(item => item!.AsObject());

    /// <summary>The item of that name; made when there is none. Of two programs that make it at once one is refused, and finds the other's.</summary>
    public async Task<JsonObject> FindOrMakeAsync(string list, string make, JsonObject wanted)
    {
        if (await FindAsync() is { } found)
        {
            return found;
        }

        try
        {
            return (await SendAsync(HttpMethod.Post, make, wanted)).AsObject();
        }
        catch (HttpRequestException)
        {
            return await FindAsync() ?? throw new InvalidDataException($"'{wanted["name"]}' cannot be made.");
        }

        async Task<JsonObject?> FindAsync() => (await ListAsync(list)).FirstOrDefault(item => JsonNode.DeepEquals(item["name"], wanted["name"]));
    }
}
