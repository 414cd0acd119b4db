using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OTel.Argilla.Captures.Tests;

/// <summary>The texts of a record in the form in which they are compared: trimmed, structured ones as JSON, and without placeholders of media.</summary>
internal sealed partial record PromptAndResponse
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public PromptAndResponse(string prompt, string response)
    {
        Prompt = Canonical(prompt);
        Response = Canonical(response);
    }

    public string Prompt { get; }

    public string Response { get; }

    public override string ToString() => $"{Short(Prompt)} -> {Short(Response)}";

    private static string Canonical(string text)
    {
        text = Media().Replace(text, string.Empty).Trim();
        if (text is ['{' or '[', ..])
        {
            try
            {
                return Sorted(JsonNode.Parse(text))!.ToJsonString(Plain);
            }
            catch (JsonException)
            {
                // Text that only looks like JSON is compared as text.
                return text;
            }
        }

        return text;
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(static p => p.Key, StringComparer.Ordinal).Select(static p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static string Short(string text) => text.Length <= 120 ? text : $"{text[..80]}… ({text.Length})";

    [GeneratedRegex(@"^\[(image|audio|video|file|document)\b[^\]\n]*\]$\n?", RegexOptions.Multiline)]
    private static partial Regex Media();
}
