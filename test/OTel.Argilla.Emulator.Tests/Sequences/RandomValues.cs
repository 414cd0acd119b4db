using System.Text.Json.Nodes;

namespace OTel.Argilla.Emulator.Tests.Sequences;

/// <summary>Random values that Argilla takes.</summary>
internal sealed class RandomValues(int seed)
{
    private static readonly string[] Pieces =
    [
        "why", "because", "AND", "OR", "NOT", "NEAR(", ")", "\"", "'", "*", "^", ":", "-", "a.b", "\n", "\t", "<b>", "&amp;", "é", "שלום", "مرحبا", "日本", "👩‍👩‍👧", "{{x}}", "$1", "%", ";--", "\\",
    ];

    private readonly Random _random = new(seed);

    public int Below(int bound) => _random.Next(bound);

    public bool Maybe() => _random.Next(2) == 0;

    public T Of<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    /// <summary>Up to that many of them, none twice.</summary>
    public List<T> Some<T>(IReadOnlyList<T> items, int most)
    {
        var shuffled = items.ToArray();
        _random.Shuffle(shuffled);
        return [.. shuffled.Take(_random.Next(most + 1))];
    }

    public string Text() => string.Join(' ', Enumerable.Range(0, 1 + _random.Next(8)).Select(_ => Of(Pieces)));

    /// <summary>Text of a field, which may hold anything.</summary>
    public string LongText() => _random.Next(10) switch
    {
        0 => "",
        1 => "\0" + Text() + "\u0001",
        2 => string.Concat(Enumerable.Repeat(Text(), 400)),
        _ => Text(),
    };

    public JsonNode Field(string type) => type switch
    {
        "chat" => new JsonArray([.. Enumerable.Range(0, _random.Next(4)).Select(_ => new JsonObject { ["role"] = Of(["user", "assistant", "the tool"]), ["content"] = Text() })]),
        "custom" => new JsonObject { [Text()] = LongText(), ["n"] = Number(), ["deep"] = new JsonArray(null, true, new JsonObject { ["x"] = 1.5 }) },
        "image" => $"https://images.example/{_random.Next(100)}.png",
        _ => LongText(),
    };

    public JsonNode? Metadata(string type) => type switch
    {
        "integer" => _random.Next(8) == 0 ? null : JsonValue.Create((long)(int)Number()),
        "float" => JsonNode.Parse($"{_random.Next(-1000, 1000)}.{_random.Next(100):00}"),
        _ => Maybe() ? Text() : new JsonArray(Text(), Text()),
    };

    public JsonNode Answer(string type, string field) => type switch
    {
        "rating" => 1 + _random.Next(5),
        "label_selection" => Of(Labels),
        "multi_label_selection" => new JsonArray([.. Labels.Take(1 + _random.Next(3)).Select(label => JsonValue.Create(label))]),
        "ranking" => new JsonArray([.. Labels.Select((label, rank) => new JsonObject { ["value"] = label, ["rank"] = 1 + rank })]),
        "span" => field.Length == 0 ? new JsonArray() : new JsonArray(new JsonObject { ["label"] = Of(Labels), ["start"] = 0, ["end"] = 1 }),
        _ => LongText() is { Length: > 0 } text ? text : "-",
    };

    public static readonly string[] Labels = ["a", "b b", "ç"];

    public static JsonObject Settings(string questionType) => questionType switch
    {
        "text" => new JsonObject { ["type"] = "text" },
        "rating" => new JsonObject { ["type"] = "rating", ["options"] = new JsonArray([.. Enumerable.Range(1, 5).Select(value => new JsonObject { ["value"] = value })]) },
        "span" => new JsonObject { ["type"] = "span", ["field"] = "prompt", ["options"] = Options() },
        _ => new JsonObject { ["type"] = questionType, ["options"] = Options() },
    };

    private static JsonArray Options() => new([.. Labels.Select(label => new JsonObject { ["value"] = label, ["text"] = label })]);

    private double Number() => Of([0d, 1, -1, 3, 1e9, -2147483648, 0.5]);
}
