namespace OTel.Argilla.Emulator.Json;

/// <summary>A JSON object in the order of its keys. As in Python, a repeated key keeps its first place and its last value.</summary>
internal sealed class Map : OrderedDictionary<string, object?>
{
    public Map() : base(StringComparer.Ordinal)
    {
    }

    public object? Get(string key) => TryGetValue(key, out var value) ? value : null;

    public string? Text(string key) => Get(key) as string;

    /// <summary>Adds a key and gives the map back, so that answers read in the order of their keys.</summary>
    public Map With(string key, object? value)
    {
        this[key] = value;
        return this;
    }
}
