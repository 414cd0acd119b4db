using System.Net.Http.Json;
using System.Text.Json;

namespace OTel.Argilla.Quickstart;

/// <summary>Where the records go, and how they are read back: by Argilla's own REST API.</summary>
internal sealed record Server(Uri Url, string? ApiKey, string? Workspace, string Dataset)
{
    private const int PageSize = 100;

    /// <summary>The records with these external ids, in the order of the ids.</summary>
    public async Task<List<Record>> ReadAsync(IReadOnlyList<string> externalIds)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Url.AbsoluteUri.TrimEnd('/') + "/api/v1/") };
        http.DefaultRequestHeaders.Add("X-Argilla-Api-Key", ApiKey);

        var found = new Dictionary<string, Record>();
        var datasets = await http.GetFromJsonAsync<JsonElement>($"me/datasets?name={Uri.EscapeDataString(Dataset)}");
        foreach (var dataset in datasets.GetProperty("items").EnumerateArray())
        {
            var path = $"datasets/{dataset.GetProperty("id").GetString()}/records";
            for (int offset = 0, total = 1; offset < total; offset += PageSize)
            {
                var page = await http.GetFromJsonAsync<JsonElement>($"{path}?offset={offset}&limit={PageSize}");
                total = page.GetProperty("total").GetInt32();
                foreach (var item in page.GetProperty("items").EnumerateArray())
                {
                    found[item.GetProperty("external_id").GetString() ?? ""] = Record.From(item);
                }
            }
        }

        return [.. externalIds.Distinct().Where(found.ContainsKey).Select(id => found[id])];
    }
}

/// <summary>What the table shows of a record.</summary>
internal sealed record Record(string Prompt, string Response, string Kind, string Model, string Tokens)
{
    public static Record From(JsonElement item)
    {
        var fields = item.GetProperty("fields");
        var metadata = item.GetProperty("metadata");
        return new Record(Text(fields, "prompt"), Text(fields, "response"), Text(metadata, "kind"), Text(metadata, "model"), Text(metadata, "tokens"));
    }

    private static string Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value.ToString() : "";
}
