using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Tests.Records;

public class PropertyFitterTests
{
    [TestCase("integer", "3", "3")]
    [TestCase("integer", "3.0", "3")]
    [TestCase("integer", "1e2", "100")]
    [TestCase("integer", "\"3\"", "3")]
    [TestCase("integer", "9007199254740993", "9007199254740993")]
    [TestCase("integer", "3.5", null)]
    [TestCase("integer", "true", null)]
    [TestCase("integer", "9223372036854775808", null)]
    [TestCase("float", "3", "3.0")]
    [TestCase("float", "3.25", "3.25")]
    [TestCase("float", "1e400", null)]
    [TestCase("float", "1e39", null)]
    [TestCase("float", "\"x\"", null)]
    [TestCase("terms", "\"a\"", "\"a\"")]
    [TestCase("terms", "7", "\"7\"")]
    [TestCase("terms", "[\"a\",1]", "[\"a\",\"1\"]")]
    [TestCase("terms", "{\"a\":1}", null)]
    [TestCase("terms", "[{}]", null)]
    [TestCase("vector", "1", null)]
    public void ValuesTakeTheTypeOfTheirProperty(string type, string value, string? written) =>
        Assert.That(Fit(new MetadataProperty("p", "P", type), value), Is.EqualTo(written));

    [TestCase("integer", "4", null)]
    [TestCase("integer", "5", "5")]
    [TestCase("float", "7.5", null)]
    public void BoundsHold(string type, string value, string? written) =>
        Assert.That(Fit(new MetadataProperty("p", "P", type, min: 5, max: 7), value), Is.EqualTo(written));

    [TestCase("\"a\"", "\"a\"")]
    [TestCase("\"b\"", null)]
    [TestCase("[\"a\",\"b\"]", null)]
    public void ListedTermsHold(string value, string? written) =>
        Assert.That(Fit(new MetadataProperty("p", "P", MetadataProperty.Terms, ["a"]), value), Is.EqualTo(written));

    [TestCase("gpt@4", "gpt_4")]
    [TestCase("gpt-4o (eu)", "gpt-4o _eu_")]
    [TestCase("modèle", "mod_le")]
    [TestCase("--", null)]
    [TestCase("", null)]
    public void AgentsTakeTheLettersThatArgillaAllows(string agent, string? written) =>
        Assert.That(SuggestionFitter.Agent(agent), Is.EqualTo(written));

    private static string? Fit(MetadataProperty property, string value)
    {
        using var document = JsonDocument.Parse(value);
        using var output = new MemoryStream();
        bool fits;
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            fits = PropertyFitter.TryWrite(writer, property, document.RootElement);
            writer.WriteEndObject();
        }

        var json = Encoding.UTF8.GetString(output.ToArray());
        Assert.That(json == "{}", Is.EqualTo(!fits));
        return fits ? json["{\"p\":".Length..^1] : null;
    }
}
