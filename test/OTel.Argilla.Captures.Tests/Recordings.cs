using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace OTel.Argilla.Captures.Tests;

/// <summary>
/// The recordings, read in place from one archive a language: the bodies of an app's requests in one tar each, since many small files with much in common
/// take a third of the room so, and <c>truth.json</c>, which says by <c>app.scenario</c> what the programs asked and got.
/// </summary>
internal static class Recordings
{
    public static IReadOnlyList<string> Languages { get; } = ["dotnet", "node", "python", "java", "go"];

    /// <summary>Each language with its apps.</summary>
    public static IEnumerable<(string Language, string App)> Apps()
    {
        foreach (var language in Languages)
        {
            using var archive = Open(language);
            using var truth = ReadTruth(archive);
            foreach (var app in truth.RootElement.EnumerateObject().Select(static p => AppOf(p.Name)).Distinct().Order(StringComparer.Ordinal).ToArray())
            {
                yield return (language, app);
            }
        }
    }

    /// <summary>The runs of one app whose records are known.</summary>
    public static IReadOnlyList<RecordedScenario> Read(string language, string app)
    {
        using var archive = Open(language);
        using var truth = ReadTruth(archive);
        var requests = ReadRequests(archive, app);
        var scenarios = new List<RecordedScenario>();
        foreach (var entry in truth.RootElement.EnumerateObject().Where(e => AppOf(e.Name) == app))
        {
            var name = entry.Name[(app.Length + 1)..];
            foreach (var isOn in (bool[])[true, false])
            {
                // "leak": the SDK does not keep to its switch, and what it lets through is open.
                if (entry.Value.TryGetProperty(isOn ? "records_on" : "records_off", out var records) && records.ValueKind != JsonValueKind.String)
                {
                    var sent = requests[$"{name}.{(isOn ? "on" : "off")}"].ToArray();
                    scenarios.Add(new RecordedScenario(
                        app, name, isOn, Pairs(records), isOn ? Pairs(entry.Value, "optional_on") : [], isOn ? Pairs(entry.Value, "absent_on") : [],
                        [.. sent.Where(static r => !r.IsJson)], [.. sent.Where(static r => r.IsJson)]));
                }
            }
        }

        return scenarios;
    }

    private static string AppOf(string key) => key[..key.IndexOf('.', StringComparison.Ordinal)];

    private static ZipArchive Open(string language) =>
        new(typeof(Recordings).Assembly.GetManifestResourceStream(language + ".zip")!, ZipArchiveMode.Read);

    private static JsonDocument ReadTruth(ZipArchive archive)
    {
        using var stream = archive.GetEntry("truth.json")!.Open();
        return JsonDocument.Parse(stream);
    }

    /// <summary>By scenario and mode, in the order in which they were sent: the number at the end of their names.</summary>
    private static ILookup<string, RecordedRequest> ReadRequests(ZipArchive archive, string app)
    {
        using var stream = archive.GetEntry($"otlp/{app}.tar")?.Open() ?? Stream.Null;
        using var tar = new TarReader(stream);
        var requests = new List<(string Scenario, string Number, RecordedRequest Request)>();
        while (tar.GetNextEntry() is { } entry)
        {
            using var memory = new MemoryStream();
            entry.DataStream?.CopyTo(memory);
            var mode = entry.Name.LastIndexOf(entry.Name.Contains(".on-", StringComparison.Ordinal) ? ".on-" : ".off-", StringComparison.Ordinal);
            var signal = entry.Name.IndexOf('-', mode);
            requests.Add((
                entry.Name[..signal], Path.GetFileNameWithoutExtension(entry.Name)[^4..],
                new RecordedRequest(entry.Name.Contains("-logs-", StringComparison.Ordinal), entry.Name.EndsWith(".json", StringComparison.Ordinal), memory.ToArray())));
        }

        return requests.OrderBy(static r => r.Number, StringComparer.Ordinal).ToLookup(static r => r.Scenario, static r => r.Request);
    }

    private static PromptAndResponse[] Pairs(JsonElement scenario, string name) => scenario.TryGetProperty(name, out var pairs) ? Pairs(pairs) : [];

    private static PromptAndResponse[] Pairs(JsonElement pairs) => pairs.ValueKind != JsonValueKind.Array
        ? []
        : [.. pairs.EnumerateArray().Where(IsPair).Select(static r => new PromptAndResponse(r.GetProperty("prompt").GetString()!, r.GetProperty("response").GetString()!))];

    private static bool IsPair(JsonElement pair) => pair.GetProperty("prompt").ValueKind == JsonValueKind.String && pair.GetProperty("response").ValueKind == JsonValueKind.String;
}
