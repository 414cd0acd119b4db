using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OTel.Argilla.Contract.Tests;

/// <summary>Plain calls of Argilla's API, for what the exporter's client does not do: reading records back and cleaning up.</summary>
internal sealed class Rest : IDisposable
{
    private readonly HttpClient _http;

    public Rest(Uri server, string apiKey)
    {
        _http = new HttpClient { BaseAddress = new Uri(server.AbsoluteUri.TrimEnd('/') + "/api/v1/") };
        _http.DefaultRequestHeaders.Add("X-Argilla-Api-Key", apiKey);
    }

    public async Task<(int Status, JsonNode? Body)> SendAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : null);
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, path);
        return status == 200 && body is not null ? body : throw new InvalidOperationException($"GET {path} answered {status}.");
    }

    /// <summary>All records of a dataset by external id.</summary>
    public async Task<Dictionary<string, JsonNode>> RecordsAsync(string datasetId)
    {
        var records = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        for (int offset = 0, total = 1; offset < total; offset += 500)
        {
            var page = await GetAsync($"datasets/{datasetId}/records?offset={offset}&limit=500&include=suggestions");
            total = page["total"]!.GetValue<int>();
            foreach (var item in page["items"]!.AsArray())
            {
                records.Add(item!["external_id"]!.GetValue<string>(), item);
            }
        }

        return records;
    }

    public void Dispose() => _http.Dispose();
}
