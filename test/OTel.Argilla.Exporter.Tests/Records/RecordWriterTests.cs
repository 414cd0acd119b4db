using System.Diagnostics;
using System.Text;
using System.Text.Json;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Tests.Records;

public class RecordWriterTests
{
    private readonly RecordWriter _writer = new(new Dictionary<string, string> { ["relevance"] = "response-rating" });

    [Test]
    public void TheSmallestRecordHoldsPromptResponseAndIds()
    {
        var span = Span();

        using var json = Write(new Pair { Span = span, Prompt = Utf8Text.From("Hi"), Response = Utf8Text.From("Hello \"you\"\n"), Kind = "llm", Dialect = "semconv", LatencyMilliseconds = 3 });

        var root = json.RootElement;
        Assert.That(root.GetProperty("external_id").GetString(), Is.EqualTo($"{span.TraceId}-{span.SpanId}"));
        Assert.That(root.GetProperty("fields").GetRawText(), Is.EqualTo("""{"prompt":"Hi","response":"Hello \"you\"\n"}"""));
        Assert.That(
            root.GetProperty("metadata").GetRawText(),
            Is.EqualTo($$"""{"latency_ms":3.0,"trace_id":"{{span.TraceId}}","span_id":"{{span.SpanId}}","span_name":"chat m","kind":"llm","dialect":"semconv"}"""));
        Assert.That(root.TryGetProperty("suggestions", out _), Is.False);
    }

    [TestCase("""plain""")]
    [TestCase("""lines\nand \"quotes\" and \\ and \t \r \/ \b\f""")]
    [TestCase("""of \u0041\u00e9\ud83d\ude00""")]
    [TestCase("""unpaired \ud800 and \udc00""")]
    [TestCase("""nul \u0000 and\n""")]
    [TestCase("a raw\ttab and\\n")]
    public void ATextThatWasJsonIsWrittenAsWhatItSays(string literal)
    {
        var tape = new ValueTape();
        Assert.That(tape.TryParseJson(Encoding.UTF8.GetBytes($"[\"{literal}\"]"), out var fromOutside), Is.True);
        Assert.That(tape.TryParseJson(tape.AddText($"[\"{literal}\"]").Text.Bytes, out var fromTape), Is.True);
        var expected = fromOutside.At(0).Text.ToString().Replace('\0', '\ufffd');

        using var json = Write(new Pair { Span = Span(), Prompt = fromOutside.At(0).Text, Response = fromTape.At(0).Text, Kind = "llm", Dialect = "semconv" });

        Assert.That(json.RootElement.GetProperty("fields").GetProperty("prompt").GetString(), Is.EqualTo(expected));
        Assert.That(json.RootElement.GetProperty("fields").GetProperty("response").GetString(), Is.EqualTo(expected));
    }

    [Test]
    public void NamesOfEveryLengthAndLetterAreWrittenAsTheyAre()
    {
        string[] odd = ["", "\"", "\\", "\n", "\u007f", "\u00e9", "\u2013", "\ud83d\ude00"];
        for (var length = 0; length < 40; length++)
        {
            foreach (var piece in odd)
            {
                var model = new string('m', length / 2) + piece + new string('n', length - (length / 2));
                using var json = Write(new Pair { Span = Span(), Prompt = Utf8Text.From("a"), Response = Utf8Text.From("b"), Kind = "llm", Dialect = "semconv", Model = model });

                Assert.That(json.RootElement.GetProperty("metadata").TryGetProperty("model", out var written) ? written.GetString() : string.Empty, Is.EqualTo(model));
            }
        }
    }

    [TestCase(0, "0.0")]
    [TestCase(3, "3.0")]
    [TestCase(0.0004, "0.0")]
    [TestCase(0.01, "0.01")]
    [TestCase(1234.5, "1234.5")]
    [TestCase(1234.5678, "1234.568")]
    [TestCase(99.9999, "100.0")]
    [TestCase(7_200_000.001, "7200000.001")]
    public void LatencyIsRoundedToMicroseconds(double latency, string expected)
    {
        using var json = Write(new Pair { Span = Span(), Prompt = Utf8Text.From("a"), Response = Utf8Text.From("b"), Kind = "llm", Dialect = "semconv", LatencyMilliseconds = latency });

        Assert.That(json.RootElement.GetProperty("metadata").GetProperty("latency_ms").GetRawText(), Is.EqualTo(expected));
    }

    [Test]
    public void FurtherRecordsOfASpanAreNumbered()
    {
        var span = Span();

        using var json = Write(new Pair { Span = span, Number = 2, Prompt = Utf8Text.From("a"), Response = Utf8Text.From("b"), Kind = "llm", Dialect = "semconv" });

        Assert.That(json.RootElement.GetProperty("external_id").GetString(), Is.EqualTo($"{span.TraceId}-{span.SpanId}-2"));
    }

    [Test]
    public void TheConversationHoldsSystemAndEarlierTurnsButNoToolSteps()
    {
        var asked = new Message { Role = Role.User };
        asked.Texts.Add(Utf8Text.From("First"));
        asked.Texts.Add(Utf8Text.From("and more"));
        asked.Media.Add(Utf8Text.From("[image: image/png]"));
        var tool = new Message { Role = Role.Tool };
        var called = new Message { Role = Role.Assistant };

        using var json = Write(new Pair
        {
            Span = Span(), Prompt = Utf8Text.From("a"), Response = Utf8Text.From("b"), Kind = "llm", Dialect = "semconv",
            System = Utf8Text.From("Be brief"), History = [asked, called, tool],
        });

        Assert.That(
            json.RootElement.GetProperty("fields").GetProperty("conversation").GetRawText(),
            Is.EqualTo("""[{"role":"system","content":"Be brief"},{"role":"user","content":"First\n\nand more\n[image: image/png]"}]"""));
    }

    [Test]
    public void WhatArgillaWouldRefuseIsFittedAndMarked()
    {
        var longTurn = new Message { Role = Role.Other, RoleName = Utf8Text.From("a role of more than twenty characters") };
        longTurn.Texts.Add(Utf8Text.From(string.Concat(Enumerable.Repeat("😀", 20_001))));

        using var json = Write(new Pair
        {
            Span = Span(), Prompt = Utf8Text.From("a\0b"), Response = Utf8Text.From("c"), Kind = "llm", Dialect = "semconv", History = [longTurn],
            LatencyMilliseconds = double.PositiveInfinity,
        });

        var root = json.RootElement;
        Assert.That(root.GetProperty("fields").GetProperty("prompt").GetString(), Is.EqualTo("a\ufffdb"));
        var message = root.GetProperty("fields").GetProperty("conversation")[0];
        Assert.That(message.GetProperty("role").GetString(), Is.EqualTo("a role of more than "));
        Assert.That(message.GetProperty("content").GetString()!.EnumerateRunes().Count(), Is.EqualTo(20_000));
        Assert.That(root.GetProperty("metadata").GetProperty("flags").GetRawText(), Is.EqualTo("""["truncated","cleaned"]"""));
        Assert.That(root.GetProperty("metadata").TryGetProperty("latency_ms", out _), Is.False);
    }

    private static readonly string[] OddVariables =
    [
        """{"price":1e400}""",
        """{"prices":[1,{"at":-1e999}]}""",
        Nested(40),
        Nested(120),
    ];

    [TestCaseSource(nameof(OddVariables))]
    public void VariablesThatArgillaRefusesOrBreaksAtAreKeptAsText(string variables)
    {
        var tape = new ValueTape();
        Assert.That(tape.TryParseJson(Encoding.UTF8.GetBytes(variables), out var value), Is.True);
        var pair = new Pair { Span = Span(), Prompt = Utf8Text.From("a"), Response = Utf8Text.From("b"), Kind = "chain", Dialect = "semconv", InputVariables = value };

        using var json = Write(pair);
        using var hooked = JsonDocument.Parse(new RecordHookAdapter(static record => record).Apply(_writer.Write(pair))!.Json);

        foreach (var document in new[] { json, hooked })
        {
            Assert.That(document.RootElement.GetProperty("metadata").GetProperty("input_variables").GetString(), Is.EqualTo(variables));
        }
    }

    [TestCase("""{"price":1e308,"count":12345678901234567890,"nothing":null}""")]
    [TestCase("""{"a":{"b":{"c":{"d":[[1],[2]]}}}}""")]
    public void VariablesThatArgillaTakesStayData(string variables)
    {
        var tape = new ValueTape();
        Assert.That(tape.TryParseJson(Encoding.UTF8.GetBytes(variables), out var value), Is.True);

        using var json = Write(new Pair { Span = Span(), Prompt = Utf8Text.From("a"), Response = Utf8Text.From("b"), Kind = "chain", Dialect = "semconv", InputVariables = value });

        Assert.That(json.RootElement.GetProperty("metadata").GetProperty("input_variables").GetRawText(), Is.EqualTo(variables));
    }

    private static string Nested(int depth) => $"{string.Concat(Enumerable.Repeat("{\"a\":", depth))}1{new string('}', depth)}";

    [Test]
    public void OnlyTheNewestMessagesOfALongConversationAreKept()
    {
        var history = Enumerable.Range(0, 600).Select(i =>
        {
            var message = new Message { Role = i % 2 == 0 ? Role.User : Role.Assistant };
            message.Texts.Add(Utf8Text.From($"turn {i}"));
            return message;
        }).ToList();

        using var json = Write(new Pair { Span = Span(), Prompt = Utf8Text.From("a"), Response = Utf8Text.From("b"), Kind = "llm", Dialect = "semconv", System = Utf8Text.From("s"), History = history });

        var conversation = json.RootElement.GetProperty("fields").GetProperty("conversation");
        Assert.That(conversation.GetArrayLength(), Is.EqualTo(500));
        Assert.That(conversation[0].GetProperty("role").GetString(), Is.EqualTo("system"));
        Assert.That(conversation[499].GetProperty("content").GetString(), Is.EqualTo("turn 599"));
    }

    [Test]
    public void EvaluationsAreMetadataAndMappedOnesSuggestions()
    {
        using var json = Write(new Pair
        {
            Span = Span(), Prompt = Utf8Text.From("a"), Response = Utf8Text.From("b"), Kind = "llm", Dialect = "semconv",
            Evaluations = [new Evaluation("relevance", 4, null, "fits", "judge-1"), new Evaluation("tone", double.NaN, "warm", null, null)],
        });

        Assert.That(
            json.RootElement.GetProperty("metadata").GetProperty("evaluations").GetRawText(),
            Is.EqualTo("""[{"name":"relevance","score":4.0,"explanation":"fits","agent":"judge-1"},{"name":"tone","label":"warm"}]"""));
        Assert.That(
            json.RootElement.GetProperty("suggestions").GetRawText(),
            Is.EqualTo("""[{"question":"response-rating","value":4.0,"score":4.0,"agent":"judge-1"}]"""));
    }

    [Test]
    public void AHookSeesTheRecordAndItsChangesAreWritten()
    {
        var document = _writer.Write(new Pair
        {
            Span = Span(), Prompt = Utf8Text.From("mail bob@example.test"), Response = Utf8Text.From("done"), Kind = "llm", Dialect = "semconv", TotalTokens = 7,
            System = Utf8Text.From("s"), Agents = ["a"], LatencyMilliseconds = 2,
        });
        var adapter = new RecordHookAdapter(record =>
        {
            Assert.That(record.Metadata["tokens"], Is.EqualTo(7L));
            Assert.That(record.Metadata["latency_ms"], Is.EqualTo(2d));
            record.Prompt = record.Prompt.Replace("bob@example.test", "[mail]", StringComparison.Ordinal);
            record.Metadata["team"] = "blue";
            record.Metadata["share"] = 1d;
            record.Metadata["none"] = double.NaN;
            record.Metadata["lone"] = "\ud800";
            record.Metadata.Remove("tokens");
            record.Suggestions.Add(new ArgillaSuggestion("response-rating", 5) { Agent = "rules" });
            return record;
        });

        var kept = adapter.Apply(document)!;

        using var json = JsonDocument.Parse(kept.Json);
        Assert.That(json.RootElement.GetProperty("fields").GetRawText(), Is.EqualTo("""{"prompt":"mail [mail]","response":"done","conversation":[{"role":"system","content":"s"}]}"""));
        var metadata = json.RootElement.GetProperty("metadata");
        Assert.That(metadata.TryGetProperty("tokens", out _), Is.False);
        Assert.That(metadata.GetProperty("share").GetRawText(), Is.EqualTo("1.0"));
        Assert.That(metadata.TryGetProperty("none", out _), Is.False);
        Assert.That(metadata.GetProperty("lone").GetString(), Is.EqualTo("\ufffd"));
        Assert.That(json.RootElement.GetProperty("suggestions").GetRawText(), Is.EqualTo("""[{"question":"response-rating","value":5,"agent":"rules"}]"""));
        kept.Release();
    }

    [Test]
    public void AHookMayDropTheRecordAndItsFailureIsTheCallersBusiness()
    {
        Assert.That(new RecordHookAdapter(_ => null).Apply(Plain()), Is.Null);
        Assert.That(() => new RecordHookAdapter(_ => throw new InvalidOperationException()).Apply(Plain()), Throws.InvalidOperationException);

        var adapter = new RecordHookAdapter(record =>
        {
            record.Metadata["x"] = new object();
            return record;
        });
        Assert.That(() => adapter.Apply(Plain()), Throws.TypeOf<TellableException>());

        RecordDocument Plain() => _writer.Write(new Pair { Span = Span(), Prompt = Utf8Text.From("a"), Response = Utf8Text.From("b"), Kind = "llm", Dialect = "semconv" });
    }

    [Test]
    public void AReleasedDocumentLeavesNoTextInThePool()
    {
        var document = _writer.Write(new Pair { Span = Span(), Prompt = Utf8Text.From("secret"), Response = Utf8Text.From("b"), Kind = "llm", Dialect = "semconv" });
        var memory = document.Json;

        document.Release();
        document.Release();

        Assert.That(Encoding.UTF8.GetString(memory.Span), Does.Not.Contain("secret"));
    }

    private JsonDocument Write(Pair pair)
    {
        var document = _writer.Write(pair);
        var json = JsonDocument.Parse(document.Json.ToArray());
        document.Release();
        return json;
    }

    private static ActivitySpan Span()
    {
        using var activity = new Activity("chat m").SetIdFormat(ActivityIdFormat.W3C).Start();
        activity.Stop();
        return new ActivitySpan(activity);
    }
}
