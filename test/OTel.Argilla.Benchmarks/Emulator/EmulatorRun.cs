using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OTel.Argilla.Benchmarks.Emulator;

/// <summary>An emulator as a process of its own, with a client.</summary>
internal sealed class EmulatorRun : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2) });

    private EmulatorRun(Process process) => _process = process;

    /// <summary>From the start of the process to the end of its first answer.</summary>
    public TimeSpan FirstAnswer { get; private set; }

    public static async Task<EmulatorRun> Start(IReadOnlyList<string> command, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(command[0], [.. command.Skip(1), "--urls", "http://127.0.0.1:0", .. arguments]) { RedirectStandardOutput = true };
        var began = Stopwatch.GetTimestamp();
        var run = new EmulatorRun(Process.Start(start)!);
        try
        {
            run._http.BaseAddress = new Uri(await run.Said() + "api/v1/");
            (await run._http.GetAsync(new Uri("version", UriKind.Relative))).EnsureSuccessStatusCode().Dispose();
            run.FirstAnswer = Stopwatch.GetElapsedTime(began);
            run._http.DefaultRequestHeaders.Add("X-Argilla-Api-Key", "argilla.apikey");
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>A published dataset with two text fields and one declared metadata property; its id.</summary>
    public async Task<string> Dataset(string name)
    {
        var workspace = (await Send(HttpMethod.Get, "me/workspaces"))["items"]![0]!["id"]!.GetValue<string>();
        var id = (await Send(HttpMethod.Post, "datasets", new JsonObject { ["name"] = name, ["workspace_id"] = workspace }))["id"]!.GetValue<string>();
        foreach (var field in new[] { "prompt", "response" })
        {
            await Send(HttpMethod.Post, $"datasets/{id}/fields", JsonNode.Parse($$$"""{"name":"{{{field}}}","title":"F","required":true,"settings":{"type":"text"}}"""));
        }

        await Send(HttpMethod.Post, $"datasets/{id}/questions", JsonNode.Parse("""{"name":"q","title":"Q","required":true,"settings":{"type":"text"}}"""));
        await Send(HttpMethod.Post, $"datasets/{id}/metadata-properties", JsonNode.Parse("""{"name":"model","title":"M","settings":{"type":"terms"}}"""));
        await Send(HttpMethod.Put, $"datasets/{id}/publish");
        return id;
    }

    /// <summary>Upserts so many records from a number on, and says how long the answer took.</summary>
    public async Task<TimeSpan> Put(string dataset, int first, int count)
    {
        var body = Body(first, count);
        var began = Stopwatch.GetTimestamp();
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _http.PutAsync(new Uri($"datasets/{dataset}/records/bulk", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(began);
    }

    public async Task<long> Total(string dataset) => (await Send(HttpMethod.Get, $"datasets/{dataset}/records?limit=1"))["total"]!.GetValue<long>();

    public void Dispose()
    {
        _http.Dispose();

        // `dotnet run` has the emulator as its child.
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task<string> Said()
    {
        const string Words = "listens on ";
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Words, StringComparison.Ordinal) is var at and >= 0)
            {
                return line[(at + Words.Length)..];
            }
        }

        throw new InvalidOperationException("The emulator ended without a word of where it listens.");
    }

    private static byte[] Body(int first, int count)
    {
        var items = Enumerable.Range(first, count).Select(n => new JsonObject
        {
            ["external_id"] = Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(n)).AsSpan(0, 16)), // Without order, as trace ids are.
            ["fields"] = new JsonObject { ["prompt"] = Spans.Prose.Make(350, n), ["response"] = Spans.Prose.Make(750, -n) },
            ["metadata"] = new JsonObject { ["model"] = "gpt-4o", ["tokens"] = n },
        });
        return Encoding.UTF8.GetBytes(new JsonObject { ["items"] = new JsonArray([.. items]) }.ToJsonString());
    }

    private async Task<JsonNode> Send(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request);
        return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created
            ? JsonNode.Parse(await response.Content.ReadAsStringAsync())!
            : throw new HttpRequestException($"{method} {path}: {response.StatusCode}");
    }
}
