using System.Text;
using System.Text.Json;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Tests.Messages;

/// <summary>A message of a form that is known is read as if it were the first of its form.</summary>
public class MessageFormTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly string[] Words = ["Hi", "", " ", "two\nlines", "a \"quoted\" \\ word", "\u2013 \u00e9", "\ud83d\ude00", "[REDACTED]", "{'type': 'text', 'text': 'x'}", "\0", new('w', 200)];
    private static readonly string[] RoleNames = ["user", "assistant", "system", "tool", "model", "narrator"];
    private static readonly string[] Finishes = ["stop", "tool_calls", "length"];

    [Test]
    public void TheSecondMessageOfAFormIsReadByIt()
    {
        var reader = new MessageReader(new ValueTape());
        Read(reader, """[{"role":"assistant","parts":[{"type":"text","content":"A"},{"type":"tool_call","id":"1","name":"f","arguments":{"x":1}}],"finish_reason":"stop"}]""");
        var at = 1;
        var message = new Message();
        var json = Utf8Text.From("""[{"role":"assistant","parts":[{"type":"text","content":"B\n"},{"type":"tool_call","id":"2","name":"g","arguments":"y"}],"finish_reason":"stop"}]""");

        Assert.That(reader.Forms.TryRead(reader.Tape, json, ref at, message), Is.True);
        Assert.That(Show([message]), Is.EqualTo("Assistant/assistant/stop: [B\n] calls 2 g results "));
        Assert.That(at, Is.EqualTo(json.Length - 1));
    }

    [TestCase("""{"role":"user","parts":[{"type":"text","content":"B"}]}""")]
    [TestCase("""{"role":"assistant","parts":[{"type":"text","content":"B"}],"finish_reason":"stop"}""")]
    [TestCase("""{"role":"assistant","parts":[{"type":"text","content":"B"}, {"type":"text","content":"C"}]}""")]
    [TestCase("""{"role":"assistant","parts":[{"type":"text","content":null}]}""")]
    [TestCase("""{"role":"assistant","parts":[{"type":"text","content":"B\x"}]}""")]
    [TestCase("""{"role":"assistant","parts":[{"type":"text","content":"B""")]
    [TestCase("""{"role":"assistant","parts":[{"type":"text","content":"B"}]""")]
    [TestCase("")]
    public void AMessageOfAnotherFormIsLeft(string other)
    {
        var reader = new MessageReader(new ValueTape());
        Read(reader, """[{"role":"assistant","parts":[{"type":"text","content":"A"}]}]""");
        var at = 1;
        var message = new Message();

        Assert.That(reader.Forms.TryRead(reader.Tape, Utf8Text.From("[" + other), ref at, message), Is.False);
        Assert.That((at, Show([message])), Is.EqualTo((1, Show([new Message()]))));
    }

    /// <summary>Forms may begin alike: whoever sends such messages must not have each text decoded as often as there are forms.</summary>
    [Test]
    public void ATextIsDecodedOnlyWhenTheWholeFormIsThere()
    {
        var reader = new MessageReader(new ValueTape());
        string Json(string text, int spaces) => $$"""[{"role":"user","parts":[{"type":"text","content":"{{text}}"}]{{new string(' ', spaces)}}}]""";
        for (var spaces = 0; spaces < 8; spaces++)
        {
            Assert.That(Read(reader, Json("a\\n", spaces)), Is.Not.Null);
        }

        var json = Utf8Text.From(Json(new string('a', 1000) + "\\n", 8));
        var at = 1;
        var room = reader.Tape.Arena.Room.Length;

        Assert.That(reader.Forms.TryRead(reader.Tape, json, ref at, new Message()), Is.False);
        Assert.That(reader.Tape.Arena.Room.Length, Is.EqualTo(room));
    }

    /// <summary>Roles, finish reasons and types with escapes stand decoded in a message, but not in its form.</summary>
    [TestCase("""[{"role":"\u0075ser","parts":[{"type":"text","content":"A"}]}]""")]
    [TestCase("""[{"role":"user","parts":[{"type":"t\u0065xt","content":"A"}]}]""")]
    [TestCase("""[{"role":"user","parts":[{"type":"text","content":"A"}],"finish_reason":"st\u006fp"}]""")]
    public void WhatIsFixedHasNoEscapes(string json)
    {
        var reader = new MessageReader(new ValueTape());
        var first = Read(reader, json);

        Assert.That(first, Is.Not.Null);
        Assert.That(Read(reader, json), Is.EqualTo(first));
        Assert.That(first, Does.StartWith("User/user/"));
    }

    [Test]
    public void WhoKnowsFormsReadsLikeWhoKnowsNone([Range(1, 8)] int seed)
    {
        var random = new Random(seed);
        var knows = new MessageReader(new ValueTape());
        for (var round = 0; round < 400; round++)
        {
            var json = JsonSerializer.Serialize(Some(random, 1, 3, () => RandomMessage(random)), random.Next(2) == 0 ? Indented : null);
            json = random.Next(3) == 0 ? Damage(json, random) : json;

            Assert.That(Read(knows, json), Is.EqualTo(Read(new MessageReader(new ValueTape()), json)), json);
        }
    }

    [Test]
    public void WhoMeetsEverNewFormsReadsThemToo()
    {
        var reader = new MessageReader(new ValueTape());
        for (var parts = 0; parts < 300; parts++)
        {
            var texts = string.Join(',', Enumerable.Range(0, parts).Select(static i => $$"""{"type":"text","content":"{{i}}"}"""));
            Assert.That(Read(reader, $$"""[{"role":"user","parts":[{{texts}}]}]"""), Is.EqualTo($"User/user/: [{string.Join('|', Enumerable.Range(0, parts))}] calls  results "));
        }
    }

    private static Dictionary<string, object> RandomMessage(Random random)
    {
        var message = new Dictionary<string, object> { ["role"] = Any(random, RoleNames) };
        if (random.Next(4) == 0)
        {
            message["finish_reason"] = Any(random, Finishes);
        }

        message["parts"] = Some(random, 0, 3, () => RandomPart(random));
        if (random.Next(3) == 0)
        {
            message["finish_reason"] = Any(random, Finishes);
        }

        return message;
    }

    private static Dictionary<string, object> RandomPart(Random random) => random.Next(5) switch
    {
        0 => new() { ["type"] = "tool_call", ["id"] = Any(random, Words), ["name"] = Any(random, Words), ["arguments"] = RandomData(random) },
        1 => new() { ["name"] = Any(random, Words), ["type"] = "tool_call" },
        2 => new() { ["type"] = "tool_call_response", ["id"] = Any(random, Words), ["response"] = RandomData(random) },
        3 => new() { ["content"] = Any(random, Words), ["type"] = "text" },
        _ => new() { ["type"] = "text", ["content"] = Any(random, Words) },
    };

    private static object RandomData(Random random) => random.Next(4) switch
    {
        0 => Any(random, Words),
        1 => random.Next(100),
        2 => new[] { Any(random, Words) },
        _ => new Dictionary<string, object> { [Any(random, Words)] = Any(random, Words), ["n"] = random.NextDouble() },
    };

    private static string Damage(string json, Random random)
    {
        var damaged = new StringBuilder(json);
        var at = random.Next(json.Length);
        _ = random.Next(3) switch
        {
            0 => damaged.Remove(at, Math.Min(json.Length - at, random.Next(1, 4))),
            1 => damaged.Insert(at, Any(random, ["\"", "\\", "{", "}", ",", "x", " ", "\n"])),
            _ => damaged.Remove(at, json.Length - at),
        };
        return damaged.ToString();
    }

    private static T[] Some<T>(Random random, int fewest, int most, Func<T> make) => [.. Enumerable.Range(0, random.Next(fewest, most + 1)).Select(_ => make())];

    private static string Any(Random random, string[] of) => of[random.Next(of.Length)];

    private static string? Read(MessageReader reader, string json)
    {
        var shown = ConventionMessages.TryRead(reader, Utf8Text.From(json), out var messages) ? Show(messages) : null;
        reader.Tape.Reset();
        return shown;
    }

    private static string Show(IReadOnlyList<Message> messages) => string.Join('\n', messages.Select(static message =>
        $"{message.Role}/{message.RoleName}/{message.Finish}: [{string.Join('|', message.Texts)}] "
        + $"calls {string.Join('|', message.Calls.Select(static call => $"{call.Id} {call.Name}"))} results {string.Join('|', message.Results)}"));
}
