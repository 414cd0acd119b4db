namespace OTel.Argilla.Emulator.Tests;

/// <summary>The exchanges that are answered otherwise than the real server did, each with its reason. One that passes must go from here.</summary>
internal static class NotYet
{
    /// <summary>Recordings that are not played at all.</summary>
    public static readonly IReadOnlyDictionary<string, string> Files = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["outage-redis-down"] = "An outage of Redis cannot be asked for yet.",
        ["outage-search-down"] = "An outage of the search engine cannot be asked for as such; a fault after the write comes near.",
        ["outage-search-frozen"] = "As outage-search-down; its answers took 66 s.",
        ["publish-broken-index"] = "It needs the search engine to be down while it is published.",
        ["races"] = "Counts of tries, no sequence; the emulator is better: see ConcurrencyTests.",
        ["transport-raw"] = "Recorded at the level of sockets: the player speaks HTTP only.",
    };

    private const string Order = "The real order of a search without sort is not fixed.";

    private static readonly Dictionary<string, Dictionary<string, string>> Listed = new(StringComparer.Ordinal)
    {
        ["probe-and-routing"] = new()
        {
            ["status without credentials"] = "Deliberate: it says that it is an emulator; the real one shows its search engine.",
        },
        ["credentials"] = new()
        {
            ["API key with surrounding spaces"] = "The web server strips blanks around header values, as HTTP says; uvicorn does not.",
        },
        ["roles"] = new()
        {
            ["search as me as annotator"] = Order,
        },
        ["records-responses"] = new() { ["annotator: what is pending for me"] = Order },
        ["records-read-search-delete"] = new() { ["search: /me as annotator"] = Order },
    };

    public static IReadOnlyDictionary<string, string> Of(string topic) => Listed.GetValueOrDefault(topic) ?? [];
}
