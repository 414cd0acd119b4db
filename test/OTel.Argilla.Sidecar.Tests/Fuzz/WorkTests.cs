using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OTel.Argilla.Sidecar.Tests.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Fuzz;

/// <summary>Work grows with the size of the input, not faster: counted in branches, which are the same at every run.</summary>
public sealed class WorkTests
{
    private const int Times = 100;

    /// <summary>What messages are made of, and what makes readers try again.</summary>
    private static readonly string[] Words =
    [
        "{", "}", "[", "]", "(", ")", "\"", "'", "\\", "\\\"", "\\\\\\\"", ",", ":", " ", "\n", "null", "None", "True", "-1", "1e9", "<", ">", "=", "x", "text", "\\u0041", "\\ud800", "é",
        "\"role\":\"user\"", "\"content\":\"Hi\"", "\"messages\":[", "\"parts\":[{\"type\":\"text\",\"content\":\"a\"}]", "\"tool_calls\":[{\"id\":\"c\"}]", "'role': 'user'", "\"[{\\\"a\\\":",
        "HumanMessage(content='", "{\"kwargs\":{\"content\":", "\"type\":\"human\",\"data\":{", "[[", "]]", "}}", "[REDACTED]", "data:image/png;base64,AAAA",
    ];

    private static readonly Arbitrary<string[]> Parts = Arb.From(
        Gen.Elements(Words).ArrayOf().Where(static words => words.Length is > 0 and < 8),
        static words => words.Length > 1 ? [words[1..], words[..^1]] : []);

    private StepCounter _steps = null!;

    [OneTimeSetUp]
    public void Instrument() => _steps = new StepCounter();

    [OneTimeTearDown]
    public void Remove() => _steps.Dispose();

    [Test]
    public void Messages_of_repeated_parts() => Hold(static text => Encoding.UTF8.GetBytes(text), "messages", 300);

    [Test]
    public void Requests_in_JSON_of_repeated_parts() => Hold(
        static text => Encoding.UTF8.GetBytes(Decoding.Value("{\"arrayValue\":{\"values\":[" + text + "]}}")), "json", 200);

    [Test]
    public void Spans_in_JSON_whose_texts_repeat() => Hold(
        static text => Encoding.UTF8.GetBytes(Decoding.Span(
            "\"name\":\"chat\",\"attributes\":[{\"key\":\"gen_ai.operation.name\",\"value\":{\"stringValue\":\"chat\"}},{\"key\":\"gen_ai.input.messages\",\"value\":{\"stringValue\":"
            + System.Text.Json.JsonSerializer.Serialize(text) + "}},{\"key\":\"gen_ai.output.messages\",\"value\":{\"stringValue\":" + System.Text.Json.JsonSerializer.Serialize("[" + text) + "}}]")), "json", 150);

    [TestCase("protobuf", "gen_ai.operation.name", "chat")]
    [TestCase("protobuf", "gen_ai.prompt.0.content", "Why?")]
    [TestCase("protobuf", "llm.input_messages.7.message.role", "user")]
    [TestCase("protobuf", "x", "y")]
    public void One_span_of_many_attributes(string target, string key, string value)
    {
        var few = _steps.Count(target, OtlpBytes.Request(OtlpBytes.Span(1, 2, "chat", Enumerable.Repeat((key, value), 1_000))));
        var many = _steps.Count(target, OtlpBytes.Request(OtlpBytes.Span(1, 2, "chat", Enumerable.Repeat((key, value), 4_000))));

        Assert.That(many, Is.LessThan(5 * few));
    }

    [TestCase(true, TestName = "Many model calls side by side")]
    [TestCase(false, TestName = "Many model calls within each other")]
    public void Many_spans_of_one_trace(bool sideBySide)
    {
        var few = _steps.Count("protobuf", Trace(200));
        var many = _steps.Count("protobuf", Trace(800));

        Assert.That(many, Is.LessThan(6 * few));

        byte[] Trace(int count) => OtlpBytes.Request([.. Enumerable.Range(1, count).Select(id => OtlpBytes.Span(
            1, id, "chat", [("gen_ai.operation.name", "chat"), ("gen_ai.prompt.0.content", "question"), ("gen_ai.completion.0.content", "answer " + id)], parent: sideBySide ? count + 1 : id - 1))]);
    }

    [TestCase("json")]
    [TestCase("protobuf")]
    public void Values_as_deep_as_they_are_read(string target)
    {
        var few = _steps.Count(target, Deep(50));
        var many = _steps.Count(target, Deep(200));

        Assert.That(many, Is.GreaterThan(2 * few).And.LessThan(5 * few));

        // At each level some texts and the next level.
        byte[] Deep(int texts)
        {
            if (target == "json")
            {
                var level = "{\"arrayValue\":{\"values\":[" + string.Concat(Enumerable.Repeat("{\"stringValue\":\"x\"},", texts));
                return Encoding.UTF8.GetBytes(Decoding.Value(string.Concat(Enumerable.Repeat(level, 60)) + "{}" + string.Concat(Enumerable.Repeat("]}}", 60))));
            }

            byte[] value = [];
            byte[] text = [0x0A, 0x03, 0x0A, 0x01, (byte)'x'];
            for (var i = 0; i < 60; i++)
            {
                value = OtlpBytes.Field(0x2A, [.. Enumerable.Repeat(text, texts).SelectMany(static t => t), .. OtlpBytes.Field(0x0A, value)]);
            }

            return OtlpBytes.Request(OtlpBytes.Span(1, 2, "chat", [OtlpBytes.KeyValue("gen_ai.x", value)]));
        }
    }

    /// <summary>However the parts are put together: four times as many of them cost no more than five times the steps.</summary>
    private void Hold(Func<string, byte[]> input, string target, int count) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Times).WithReplay(20_261_128, 1),
        Prop.ForAll(Parts, parts =>
        {
            var part = string.Concat(parts);
            var few = _steps.Count(target, input(string.Concat(Enumerable.Repeat(part, count))));
            var many = _steps.Count(target, input(string.Concat(Enumerable.Repeat(part, 4 * count))));
            return (many <= (5 * few) + 20_000).Label($"{few} steps for {count} times, {many} for {4 * count}");
        }));
}
