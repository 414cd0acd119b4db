using System.IO.Compression;
using System.Text.Json;

namespace OTel.Argilla.Sidecar.Tests.Otlp;

/// <summary>Recordings of a real Collector 0.162.0 and of the requests it was sent.</summary>
internal static class Samples
{
    private static readonly Dictionary<string, byte[]> Files = ReadZip();

    public static IEnumerable<string> Names => Files.Keys.Order(StringComparer.Ordinal);

    public static byte[] Get(string name) => Files[name];

    public static bool Has(string name) => Files.ContainsKey(name);

    /// <summary>The requests that the files were made of, in order, without the few that were not kept.</summary>
    public static string[] Exports(bool torn = false)
    {
        using var document = JsonDocument.Parse(Get("sources.json"));
        var list = torn ? document.RootElement.GetProperty("torn").GetProperty("exports") : document.RootElement.GetProperty("exports");
        return [.. list.EnumerateArray().Select(e => "sources/" + e.GetString()!)];
    }

    public static Stream Resource(string name) =>
        typeof(Samples).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"no resource {name}");

    private static Dictionary<string, byte[]> ReadZip()
    {
        using var archive = new ZipArchive(Resource("collector.zip"));
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            using var memory = new MemoryStream();
            content.CopyTo(memory);
            files[entry.FullName] = memory.ToArray();
        }

        return files;
    }
}
