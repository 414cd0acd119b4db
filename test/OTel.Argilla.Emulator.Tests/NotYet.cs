namespace OTel.Argilla.Emulator.Tests;

/// <summary>The exchanges that are answered otherwise than the real server did, each with its reason. One that passes must go from here.</summary>
internal static class NotYet
{
    private static readonly Dictionary<string, Dictionary<string, string>> Listed = new(StringComparer.Ordinal)
    {
    };

    public static IReadOnlyDictionary<string, string> Of(string topic) => Listed.GetValueOrDefault(topic) ?? [];
}
