namespace OTel.Argilla.Emulator.Tests;

/// <summary>The exchanges that are answered otherwise than the real server did, each with its reason. One that passes must go from here.</summary>
internal static class NotYet
{
    /// <summary>Recordings that are not played at all.</summary>
    public static readonly IReadOnlyDictionary<string, string> Files = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["races"] = "Counts of tries, no sequence; the emulator is better: see ConcurrencyTests.",
        ["transport-raw"] = "Recorded at the level of sockets: the player speaks HTTP only.",
    };

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
    };

    public static IReadOnlyDictionary<string, string> Of(string topic) => Listed.GetValueOrDefault(topic) ?? [];
}
