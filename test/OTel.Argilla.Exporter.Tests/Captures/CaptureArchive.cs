using System.IO.Compression;
using System.Text.Json;

namespace OTel.Argilla.Exporter.Tests.Captures;

/// <summary>The recorded runs of real SDKs, read in place from one archive.</summary>
internal static class CaptureArchive
{
    private static readonly Lazy<ZipArchive> Archive = new(static () => new ZipArchive(
        typeof(CaptureArchive).Assembly.GetManifestResourceStream("Captures.dotnet.zip")!, ZipArchiveMode.Read));

    /// <summary>Names without extension, such as <c>maf.d-toolloop.on</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [
            .. Archive.Value.Entries.Select(static e => e.FullName).Where(static n => n.EndsWith(".json", StringComparison.Ordinal) && n != "truth.json")
                .Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal),
        ];

    /// <summary>What the programs really asked and got, by <c>app.scenario</c>.</summary>
    public static JsonElement Truth { get; } = Read("truth");

    public static Capture Open(string name) => Capture.Parse(Read(name));

    private static JsonElement Read(string name)
    {
        using var stream = Archive.Value.GetEntry(name + ".json")!.Open();
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
