using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OTel.Argilla.Load.Servers;

/// <summary>An emulator of Argilla as a process of its own, on a file, so that it can be killed and come back.</summary>
internal sealed partial class EmulatorServer : IDisposable
{
    private readonly string _file;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private Process? _process;

    private EmulatorServer(string file) => _file = file;

    public Uri Url { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>The emulator on this file.</summary>
    public static async Task<EmulatorServer> StartAsync(string file)
    {
        var server = new EmulatorServer(file);
        server._http.DefaultRequestHeaders.Add("X-Argilla-Api-Key", "argilla.apikey");
        await server.ComeAsync();
        return server;
    }

    /// <summary>Starts it again, at the same address.</summary>
    public async Task ComeAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "argilla-emulator.dll"), "--urls", $"http://127.0.0.1:{Url.Port}", "--data", _file])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.BeginErrorReadLine();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                Url = new Uri(match.Groups[1].Value);
                _ = _process.StandardOutput.ReadToEndAsync();
                return;
            }
        }

        throw new InvalidOperationException("The emulator ended before it listened.");
    }

    /// <summary>SIGKILL: its clients find nobody.</summary>
    public void Go()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Adds a fault to the writes of records.</summary>
    /// <param name="fault">As the emulator's manual says, without the request that it fits.</param>
    public async Task FailAsync(JsonObject fault)
    {
        fault["method"] = "PUT";
        fault["path"] = "/records/bulk";
        using var response = await _http.PostAsJsonAsync(new Uri(Url, "_emulator/faults"), fault);
        response.EnsureSuccessStatusCode();
    }

    public async Task MendAsync() => (await _http.DeleteAsync(new Uri(Url, "_emulator/faults"))).EnsureSuccessStatusCode().Dispose();

    /// <summary>How many records a dataset has; none when there is no such dataset.</summary>
    public async Task<int> CountAsync(string dataset)
    {
        var datasets = await GetAsync("api/v1/me/datasets");
        var id = datasets["items"]!.AsArray().FirstOrDefault(item => item!["name"]!.GetValue<string>() == dataset)?["id"]!.GetValue<string>();
        return id is null ? 0 : (await GetAsync($"api/v1/datasets/{id}/records?limit=1"))["total"]!.GetValue<int>();
    }

    /// <summary>The records of a dataset by their external ids, without what differs from one server to another.</summary>
    public async Task<SortedDictionary<string, string>> RecordsAsync(string dataset)
    {
        var text = await _http.GetStringAsync(new Uri(Url, "_emulator/export"));
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonNode.Parse(line)!).ToList();
        var questions = Values("question").ToDictionary(static value => value["id"]!.GetValue<string>(), static value => value["name"]!.GetValue<string>());
        var id = Values("dataset").FirstOrDefault(value => value["name"]!.GetValue<string>() == dataset)?["id"]!.GetValue<string>();
        var records = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var record in Values("record").Where(value => value["dataset_id"]!.GetValue<string>() == id))
        {
            var suggestions = (record["suggestions"] as JsonArray ?? []).Select(suggestion =>
                $"{questions[suggestion!["question_id"]!.GetValue<string>()]}: {suggestion["value"]?.ToJsonString()} {suggestion["score"]?.ToJsonString()} {suggestion["agent"]?.ToJsonString()}");
            var shown = new StringBuilder().Append(Sorted(record["fields"])).Append('\n').Append(Sorted(record["metadata"])).Append('\n').AppendJoin('\n', suggestions.Order(StringComparer.Ordinal));
            records.Add(record["external_id"]!.GetValue<string>(), shown.ToString());
        }

        return records;

        IEnumerable<JsonNode> Values(string kind) => lines.Where(line => line["kind"]!.GetValue<string>() == kind).Select(static line => line["value"]!);
    }

    /// <summary>Prompt and response of each record of a dataset.</summary>
    public async Task<IReadOnlyList<string>> PairsAsync(string dataset) =>
    [
        .. (await RecordsAsync(dataset)).Values.Select(static shown => JsonNode.Parse(shown.Split('\n')[0])!).Select(static fields => $"{fields["prompt"]} -> {fields["response"]}"),
    ];

    public void Dispose()
    {
        if (_process is not null)
        {
            Go();
        }

        _http.Dispose();
    }

    private static string Sorted(JsonNode? node) => node is JsonObject map
        ? new JsonObject(map.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))).ToJsonString()
        : node?.ToJsonString() ?? "null";

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(new Uri(Url, path)))!;

    [GeneratedRegex("listens on (http://[^ ]+)")]
    private static partial Regex Listening();
}
