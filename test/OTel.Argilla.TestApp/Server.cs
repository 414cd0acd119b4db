using System.Text.Json;

namespace OTel.Argilla.TestApp;

/// <summary>Reads back what the server has, without reflection.</summary>
internal static class Server
{
    /// <summary>The record of this trace as <c>prompt -> response {metadata}</c>; null when there is none.</summary>
    public static async Task<string?> ReadRecordAsync(string traceId)
    {
        using var http = new HttpClient { BaseAddress = new Uri(new Uri(Environment.GetEnvironmentVariable("ARGILLA_API_URL")!), "/api/v1/") };
        http.DefaultRequestHeaders.Add("X-Argilla-Api-Key", Environment.GetEnvironmentVariable("ARGILLA_API_KEY"));
        foreach (var dataset in (await GetAsync(http, "me/datasets")).EnumerateArray())
        {
            foreach (var record in (await GetAsync(http, $"datasets/{dataset.GetProperty("id").GetString()}/records?limit=1000")).EnumerateArray())
            {
                if (record.GetProperty("external_id").GetString()!.StartsWith(traceId, StringComparison.Ordinal))
                {
                    var fields = record.GetProperty("fields");
                    return $"{fields.GetProperty("prompt")} -> {fields.GetProperty("response")} {record.GetProperty("metadata")}";
                }
            }
        }

        return null;
    }

    private static async Task<JsonElement> GetAsync(HttpClient http, string path)
    {
        using var document = JsonDocument.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative)));
        return document.RootElement.GetProperty("items").Clone();
    }
}
