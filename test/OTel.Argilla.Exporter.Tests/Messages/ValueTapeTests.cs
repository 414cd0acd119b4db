using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Tests.Messages;

/// <summary>The tape's JSON reader agrees with the platform's, on what is valid and on what it says.</summary>
public class ValueTapeTests
{
    private readonly ValueTape _tape = new();

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("""{"a":[1,-2.5e+3,0,0.1,1E5],"b":{"c":null,"d":true,"e":false},"f":"\"\\\/\b\f\n\r\té\ud83d\ude00"}""")]
    [TestCase(" [ 1 , \"x\" , { \"a\" : [ ] } ] ")]
    [TestCase("\"text\"")]
    [TestCase("12")]
    [TestCase("null")]
    public void ValidJsonIsReadAsThePlatformReadsIt(string json)
    {
        Assert.That(_tape.TryParseJson(Encoding.UTF8.GetBytes(json), out var value), Is.True);

        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(value.ToJson().ToString()), JsonNode.Parse(json)), Is.True);
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[1,]")]
    [TestCase("[1 2]")]
    [TestCase("{\"a\"}")]
    [TestCase("{\"a\":}")]
    [TestCase("{\"a\":1,}")]
    [TestCase("{a:1}")]
    [TestCase("[1]]")]
    [TestCase("01")]
    [TestCase("1.")]
    [TestCase("-")]
    [TestCase("1e")]
    [TestCase("NaN")]
    [TestCase("tru")]
    [TestCase("\"open")]
    [TestCase("\"\\x\"")]
    [TestCase("\"\\u12g4\"")]
    [TestCase("\"\\")]
    [TestCase("'a'")]
    public void InvalidJsonIsRefusedAndLeavesNothingBehind(string json)
    {
        var mark = _tape.Mark;

        Assert.That(_tape.TryParseJson(Encoding.UTF8.GetBytes(json), out var value), Is.False);

        Assert.That(value.Kind, Is.EqualTo(ValueKind.Absent));
        Assert.That(_tape.Mark, Is.EqualTo(mark));
        Assert.That(() => JsonDocument.Parse(json), Throws.InstanceOf<JsonException>(), "the platform refuses it too");
    }

    [Test]
    public void RandomJsonAndItsMutationsAreReadAsThePlatformReadsThem()
    {
        var random = new Random(20_261);
        for (var i = 0; i < 3_000; i++)
        {
            var json = RandomValue(random, depth: 0);
            if (i % 2 == 1)
            {
                // One byte changed: still valid or not, both readers must say the same, save for control characters within strings.
                var at = random.Next(json.Length);
                json = json[..at] + "{}[],:\"\\x0e-. "[random.Next(14)] + json[(at + 1)..];
            }

            var ours = _tape.TryParseJson(Encoding.UTF8.GetBytes(json), out var value);
            Assert.That(ours, Is.EqualTo(TryParse(json, out var theirs)), json);
            if (ours)
            {
                Assert.That(JsonNode.DeepEquals(JsonNode.Parse(value.ToJson().ToString()), theirs), Is.True, json);
            }

            _tape.Reset();
        }
    }

    [Test]
    public void NestingHasABound()
    {
        Assert.That(_tape.TryParseJson(Encoding.UTF8.GetBytes(new string('[', 128) + new string(']', 128)), out _), Is.True);
        Assert.That(_tape.TryParseJson(Encoding.UTF8.GetBytes(new string('[', 100_000) + new string(']', 100_000)), out _), Is.False);
    }

    [Test]
    public void TimeGrowsWithLengthAndNotFaster()
    {
        // A text of a million escapes, brackets that never close, quotes without end: each is refused or read in one pass.
        string[] hostile = ["[\"" + new string('\\', 1_000_000), new string('{', 1_000_000), "\"" + string.Concat(Enumerable.Repeat("\\n", 500_000)) + "\"", "[" + string.Concat(Enumerable.Repeat("'a',", 300_000))];
        var reader = new MessageReader(_tape);
        foreach (var text in hostile)
        {
            Assert.That(() => reader.Read(text, Role.User), Throws.Nothing);
            _tape.Reset();
        }
    }

    private static bool TryParse(string json, out JsonNode? node)
    {
        try
        {
            node = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 128 });
            _ = node?.ToJsonString();
            return true;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            node = null;
            return false;
        }
    }

    private static string RandomValue(Random random, int depth) => random.Next(depth > 4 ? 4 : 6) switch
    {
        0 => random.Next(3) switch { 0 => "true", 1 => "false", _ => "null" },
        1 => random.NextInt64(-1_000_000, 1_000_000).ToString(System.Globalization.CultureInfo.InvariantCulture),
        2 or 3 => JsonSerializer.Serialize(string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => "aé\n\"\\😀 "[random.Next(6)]))),
        4 => "[" + string.Join(random.Next(2) == 0 ? "," : " , ", Enumerable.Range(0, random.Next(4)).Select(_ => RandomValue(random, depth + 1))) + "]",
        _ => "{" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(i => $"\"k{i}\":{RandomValue(random, depth + 1)}")) + "}",
    };
}
