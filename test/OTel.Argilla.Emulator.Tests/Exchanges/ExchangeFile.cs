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

    /// <summary>How many exchanges a recording holds.</summary>
    public static int Count(string topic) => Root(topic).GetProperty("exchanges").GetArrayLength();

    public static JsonElement Root(string topic)
    {
        using var zip = ZipFile.OpenRead(Archive);
        using var stream = zip.GetEntry(topic + ".json")!.Open();
        return JsonDocument.Parse(stream).RootElement;
    }

    public static ExchangeFile Load(string topic)
    {
        var root = Root(topic);
        var exchanges = root.GetProperty("exchanges").EnumerateArray().Select(exchange => new Exchange(
            exchange.GetProperty("name").GetString()!,
            exchange.GetProperty("as").GetString()!,
            exchange.GetProperty("request"),
            exchange.GetProperty("response"),
            exchange.TryGetProperty("note", out var note) ? note.GetString() : null));
        return new ExchangeFile(root.GetProperty("setup").GetRawText(), [.. exchanges]);
    }
}
