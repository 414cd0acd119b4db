using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OTel.Argilla.Emulator.Tests.Exchanges;

/// <summary>Expands <c>{"$repeat":N,"template":T}</c> to the list it stands for.</summary>
public static partial class Template
{
    public static JsonElement Expand(JsonElement element) =>
        element.GetRawText().Contains("\"$repeat\"", StringComparison.Ordinal)
            ? JsonDocument.Parse(Expanded(JsonNode.Parse(element.GetRawText()))!.ToJsonString()).RootElement
            : element;

    private static JsonNode? Expanded(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map when map.TryGetPropertyValue("$repeat", out var count):
                var template = map["template"]!.ToJsonString();
                return new JsonArray([.. Enumerable.Range(0, count!.GetValue<int>()).Select(i => JsonNode.Parse(Numbered(template, i)))]);
            case JsonObject map:
                return new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Expanded(pair.Value))));
            case JsonArray list:
                return new JsonArray([.. list.Select(Expanded)]);
            default:
                return node?.DeepClone();
        }
    }

    private static string Numbered(string template, int i) => Index().Replace(template, match => (i + (match.Groups["k"].Success
        ? int.Parse(match.Groups["k"].Value, CultureInfo.InvariantCulture)
        : 0)).ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\{\{i(\\u002[Bb]|\+)?(?<k>\d+)?\}\}")]
    private static partial Regex Index();
}
