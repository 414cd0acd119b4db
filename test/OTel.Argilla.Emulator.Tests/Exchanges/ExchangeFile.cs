using System.IO.Compression;
using System.Text.Json;

namespace OTel.Argilla.Emulator.Tests.Exchanges;

/// <summary>A recorded sequence of exchanges, to be played in order.</summary>
public sealed record ExchangeFile(string Setup, IReadOnlyList<Exchange> Exchanges)
{
    private static string Archive => Path.Combine(AppContext.BaseDirectory, "TestData", "argilla-exchanges.zip");

    /// <summary>The names of all recordings.</summary>
    public static IReadOnlyList<string> Topics()
    {
        using var zip = ZipFile.OpenRead(Archive);
        return [.. zip.Entries.Where(entry => entry.Name.EndsWith(".json", StringComparison.Ordinal)).Select(entry => Path.GetFileNameWithoutExtension(entry.Name))];
    }

    public static ExchangeFile Load(string topic)
    {
        using var zip = ZipFile.OpenRead(Archive);
        using var stream = zip.GetEntry(topic + ".json")!.Open();
        var root = JsonDocument.Parse(stream).RootElement;
        var exchanges = root.GetProperty("exchanges").EnumerateArray().Select(exchange => new Exchange(
            exchange.GetProperty("name").GetString()!,
            exchange.GetProperty("as").GetString()!,
            exchange.GetProperty("request"),
            exchange.GetProperty("response"),
            exchange.TryGetProperty("note", out var note) ? note.GetString() : null));
        return new ExchangeFile(root.GetProperty("setup").GetRawText(), [.. exchanges]);
    }
}
