using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OTel.Argilla.Benchmarks.Tests;

/// <summary>A benchmark compares two exporters only while each sends what it is said to send.</summary>
public class BenchmarkTests
{
    [Test]
    public void Argilla_sends_a_record_for_each_chat_span()
    {
        var records = Records(RunChat(static benchmark => benchmark.Argilla()));

        Assert.That(records.Select(static record => record.GetProperty("external_id").GetString()).Distinct().Count(), Is.EqualTo(2 * 512));
        using (Assert.EnterMultipleScope())
        {
            foreach (var record in records)
            {
                Assert.That(Field(record, "prompt"), Has.Length.EqualTo(1000));
                Assert.That(Field(record, "response"), Has.Length.EqualTo(1000));
                Assert.That(record.GetProperty("metadata").GetProperty("service").GetString(), Is.EqualTo("shop"));
            }
        }
    }

    [Test]
    public void Otlp_sends_each_chat_span() =>
        Assert.That(ResponseIds(RunChat(static benchmark => benchmark.Otlp())), Is.EqualTo(2 * 512));

    [Test]
    public void Argilla_sends_a_record_for_each_run_of_an_agent()
    {
        var records = Records(RunAgent(static benchmark => benchmark.Argilla()));

        Assert.That(records.Select(static record => record.GetProperty("external_id").GetString()).Distinct().Count(), Is.EqualTo(2 * 25));
        using (Assert.EnterMultipleScope())
        {
            foreach (var record in records)
            {
                Assert.That(Field(record, "prompt"), Has.Length.EqualTo(1000));
                Assert.That(Field(record, "response"), Has.Length.EqualTo(1000));
                Assert.That(record.GetProperty("metadata").GetProperty("kind").GetString(), Is.EqualTo("agent"));
                Assert.That(record.GetProperty("metadata").GetProperty("tools")[0].GetString(), Is.EqualTo("find_orders"));
            }
        }
    }

    [Test]
    public void Otlp_sends_each_span_of_an_agent()
    {
        var body = RunAgent(static benchmark => benchmark.Otlp());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ResponseIds(body), Is.EqualTo(2 * 25 * 8));
            Assert.That(Regex.Count(body, "gen_ai.tool.call.result"), Is.EqualTo(2 * 25 * 8));
            Assert.That(Regex.Count(body, "POST /ask"), Is.EqualTo(2 * 25));
            Assert.That(body, Has.Length.GreaterThan(2 * 25 * 8 * 8000));
        }
    }

    [Test]
    public void The_bare_loop_makes_the_same_records()
    {
        var chats = RunChat(static benchmark => benchmark.Bare());
        var runs = RunAgent(static benchmark => benchmark.Bare());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Texts(chats), Is.EquivalentTo(Texts(RunChat(static benchmark => benchmark.Argilla()))).And.Count.EqualTo(2 * 512));
            Assert.That(Texts(runs), Is.EquivalentTo(Texts(RunAgent(static benchmark => benchmark.Argilla()))).And.Count.EqualTo(2 * 25));
            Assert.That(ResponseIds(chats), Is.EqualTo(2 * 512));
            Assert.That(Records(runs).Select(static record => record.GetProperty("metadata").GetProperty("spans").GetInt32()), Is.All.EqualTo(18), "all but two are GenAI");
        }
    }

    [Test]
    public void Other_spans_run()
    {
        var benchmark = new OtherSpanBenchmarks();
        benchmark.SetUp();
        benchmark.Plain();
        benchmark.Argilla();
        benchmark.Otlp();
        benchmark.CleanUp();
    }

    [TestCase("1 of 10 a chat", 51)]
    [TestCase("chats only", 512)]
    public void Decoders_find_the_GenAI_spans_and_read_all_of_them(string spans, int expected)
    {
        var protobuf = new OtlpProtobufBenchmarks { Spans = spans };
        protobuf.SetUp();
        var json = new OtlpJsonBenchmarks { Spans = spans };
        json.SetUp();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(protobuf.Google(), Is.EqualTo(1));
            Assert.That(protobuf.Decoder(), Is.EqualTo(expected));
            Assert.That(protobuf.Everything(), Is.EqualTo(expected + (18 * expected)), "each chat has 18 attributes");
            Assert.That(json.Document(), Is.EqualTo(1));
            Assert.That(json.Decoder(), Is.EqualTo(expected));
            Assert.That(json.Everything(), Is.EqualTo(expected + (18 * expected)));
        }
    }

    private static string RunChat(Action<ChatBenchmarks> run)
    {
        using var sink = new MemoryStream();
        var benchmark = new ChatBenchmarks { Batches = 2, Sink = sink };
        benchmark.SetUp();
        benchmark.MakeSpans();
        run(benchmark);
        benchmark.CleanUp();
        return Encoding.UTF8.GetString(sink.ToArray());
    }

    private static string RunAgent(Action<AgentBenchmarks> run)
    {
        using var sink = new MemoryStream();
        var benchmark = new AgentBenchmarks { Batches = 2, Sink = sink };
        benchmark.SetUp();
        benchmark.MakeSpans();
        run(benchmark);
        benchmark.CleanUp();
        return Encoding.UTF8.GetString(sink.ToArray());
    }

    private static List<JsonElement> Records(string bodies)
    {
        var records = new List<JsonElement>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(bodies), new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            records.AddRange(JsonElement.ParseValue(ref reader).GetProperty("items").EnumerateArray());
        }

        return records;
    }

    private static List<(string?, string?)> Texts(string bodies) => [.. Records(bodies).Select(static record => (Field(record, "prompt"), Field(record, "response")))];

    private static string? Field(JsonElement record, string name) => record.GetProperty("fields").GetProperty(name).GetString();

    private static int ResponseIds(string body) =>
        Regex.Matches(body, "chatcmpl-BfQ7cVt0kN1xEr[0-9]{8}").Select(static match => match.Value).Distinct().Count();
}
