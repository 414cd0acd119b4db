using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Tests.Messages;

/// <summary>The short way to messages of the conventions gives what the long way gives, and leaves all else to it.</summary>
public class ConventionMessagesTests
{
    private readonly MessageReader _reader = new(new ValueTape());

    [TearDown]
    public void Reset() => _reader.Tape.Reset();

    [TestCase("""[{"role":"user","parts":[{"type":"text","content":"Hi"}]}]""")]
    [TestCase("""[{"parts":[{"content":"Hi","type":"text"}],"finish_reason":"stop","role":"assistant"}]""")]
    [TestCase("[\n  {\n    \"role\" : \"user\",\n    \"parts\" : [\n      {\n        \"type\": \"text\", \"content\": \"a\\n\\\"b\\\" \\u0041\\ud83d\\ude00\\ud800\\/\"\n      }\n    ]\n  }\n]\n")]
    [TestCase("""[{"role":"user","parts":[]},{"role":"model","parts":[{"type":"text","content":"A"},{"type":"text","content":"[REDACTED]"}]}]""")]
    [TestCase("""[{"role":"assistant","parts":[{"type":"tool_call","id":"c1","name":"f","arguments":{"a":[1,{"b":"\\"}],"c":null}},{"type":"tool_call","name":"g"}],"finish_reason":"tool_calls"}]""")]
    [TestCase("""[{"role":"tool","parts":[{"type":"tool_call_response","id":"c1","response":"a \"quoted\" text"},{"type":"text","content":"not shown"}]}]""")]
    [TestCase("""[{"role":"user","parts":[{"type":"tool_call_response","id":"c1","response":[{"x":1e3}]}]}]""")]
    [TestCase("""[{"role":"tool","parts":[{"type":"text","content":"no id"}]}]""")]
    [TestCase("""[{"role":"narrator","parts":[{"type":"text","content":"{'type': 'text', 'text': 'from Python'}"}]}]""")]
    [TestCase("""[{"role":"assistant","parts":[{"type":"text","content":"ResponseFunctionToolCall(name='f')"}]}]""")]
    public void TheShortWayGivesWhatTheLongWayGives(string json)
    {
        // A member that nobody knows changes nothing, but makes the short way give up.
        var longWay = json.Insert(json.IndexOf('{', StringComparison.Ordinal) + 1, "\"unknown\":null,");
        Assert.That(TryRead(longWay, out _), Is.False);
        Assert.That(TryRead(json, out var messages), Is.True);

        Assert.That(Show(messages!), Is.EqualTo(Show(_reader.Read(longWay, Role.User).Messages)));
    }

    [TestCase("[]")]
    [TestCase("[{}]")]
    [TestCase("""["human","Hi"]""")]
    [TestCase("""{"role":"user","parts":[{"type":"text","content":"Hi"}]}""")]
    [TestCase("""[{"role":"user","content":"Hi"}]""")]
    [TestCase("""[{"role":"","parts":[]}]""")]
    [TestCase("""[{"role":null,"parts":[]}]""")]
    [TestCase("""[{"role":"user"}]""")]
    [TestCase("""[{"role":"user","role":"tool","parts":[]}]""")]
    [TestCase("""[{"role":"user","parts":[],"parts":[]}]""")]
    [TestCase("""[{"role":"user","parts":["Hi"]}]""")]
    [TestCase("""[{"role":"user","parts":[{}]}]""")]
    [TestCase("""[{"role":"user","parts":[{"type":"text"}]}]""")]
    [TestCase("""[{"role":"user","parts":[{"type":"text","content":null}]}]""")]
    [TestCase("""[{"role":"user","parts":[{"type":"text","content":"a","content":"b"}]}]""")]
    [TestCase("""[{"role":"user","parts":[{"type":"text","content":"a","id":"1"}]}]""")]
    [TestCase("""[{"role":"user","parts":[{"type":"text","content":"a","metadata":{"purpose":"output"}}]}]""")]
    [TestCase("""[{"role":"user","parts":[{"type":"reasoning","content":"a"}]}]""")]
    [TestCase("""[{"role":"user","parts":[{"type":"tool_call","id":"1","content":"a"}]}]""")]
    [TestCase("""[{"role":"user","parts":[{"type":"tool_call_response","id":"1","name":"f"}]}]""")]
    [TestCase("""[{"role":"user","parts":[{"type":"text","content":"Hi"}]}""")]
    [TestCase("""[{"role":"user","parts":[{"type":"text","content":"Hi"}]}] x""")]
    [TestCase("""[{"role":"user","parts":[{"type":"text","content":"Hi"},]}]""")]
    [TestCase("""[{"role":"user","parts":[{"type":"text","content":"\x"}]}]""")]
    [TestCase("""[{"role":"user","parts":[{"type":"tool_call","arguments":{"a":}}]}]""")]
    [TestCase("""[{"role":"user","parts":[{"type":"text","content":"cut of""")]
    [TestCase("[")]
    [TestCase("")]
    public void AllElseIsLeftToTheLongWay(string json) => Assert.That(TryRead(json, out _), Is.False);

    [Test]
    public void TheEndOfATextIsFoundWhateverStandsBeforeIt()
    {
        var random = new Random(11);
        string[] pieces = ["a", "plain words of some length ", "\\n", "\\\"", "\\\\", "\\u00e9", "\u00e9", "\u2013", "\t"];
        for (var round = 0; round < 2000; round++)
        {
            var inside = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
            var json = Utf8Text.From($"\"{inside}\",\n\"next\"");

            var end = JsonTexts.FindEnd(json.Span, 1, out var traits);

            Assert.That(end, Is.EqualTo(1 + Utf8Text.From(inside).Length), inside);
            Assert.That((traits & JsonTextTraits.Escapes) != 0, Is.EqualTo(inside.Contains('\\')), inside);
            Assert.That((traits & JsonTextTraits.Units) != 0, Is.EqualTo(inside.Contains("\\u", StringComparison.Ordinal)), inside);
            Assert.That((traits & JsonTextTraits.Controls) != 0, Is.EqualTo(inside.Contains('\t')), inside);

            var at = 1;
            var room = new byte[json.Length + JsonTexts.Overshoot + random.Next(8)];
            var length = JsonTexts.Decode(json.Span, ref at, room, out var same);
            Assert.That((at, same), Is.EqualTo((end, traits)), inside);
            Assert.That(room.AsSpan(0, length).ToArray(), Is.EqualTo(Decoded(json.Span[1..end])), inside);
            Assert.That(room.AsSpan(Math.Min(room.Length, length + JsonTexts.Overshoot)).IndexOfAnyExcept((byte)0), Is.EqualTo(-1), inside);
        }
    }

    private static byte[] Decoded(ReadOnlySpan<byte> escaped)
    {
        var decoded = new byte[escaped.Length];
        return decoded[..JsonEscapes.Decode(escaped, decoded)];
    }

    private bool TryRead(string json, out List<Message>? messages) =>
        ConventionMessages.TryRead(_reader, _reader.Tape.AddAttribute(json).Text, out messages);

    private static string Show(IReadOnlyList<Message> messages) => string.Join('\n', messages.Select(static message =>
        $"{message.Role}/{message.RoleName}/{message.Name}/{message.Finish}/{message.Index}: [{string.Join('|', message.Texts)}] "
        + $"calls {string.Join('|', message.Calls.Select(static call => $"{call.Id} {call.Name}"))} results {string.Join('|', message.Results)}"));
}
