using System.Text;
using Microsoft.Extensions.Time.Testing;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Pipeline;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Sidecar.Explain;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Tests.Fuzz;
using OTel.Argilla.Sidecar.Traces;
using static OTel.Argilla.Sidecar.Tests.Fuzz.OtlpBytes;

namespace OTel.Argilla.Sidecar.Tests.Otlp;

/// <summary>Judgements that come apart from the answer: on a span that is linked to it, or as a log record that names only its response.</summary>
public sealed class JudgementJoinTests
{
    private static readonly (string Key, string Value)[] Answer =
    [
        ("openinference.span.kind", "LLM"), ("input.value", "Why?"), ("output.value", "Because."), ("gen_ai.response.id", "r1"),
    ];

    private static readonly (string Key, string Value)[] Feedback = [("evaluations.0.evaluation.name", "tone"), ("evaluations.0.evaluation.label", "kind")];

    private static readonly (string Key, string Value)[] Result =
    [
        ("gen_ai.evaluation.name", "tone"), ("gen_ai.evaluation.score.label", "kind"), ("gen_ai.response.id", "r1"),
    ];

    [Test]
    public void A_judgement_on_a_span_of_its_own_goes_to_the_linked_span([Values] bool comesFirst, [Values] bool isLater, [Values] bool json)
    {
        // Trace 9 is started later than trace 1, or earlier.
        var (answer, judge) = isLater ? (1, 9) : (9, 1);
        var requests = json
            ? [JsonSpan(answer, Answer), JsonSpan(judge, Feedback, Link(answer))]
            : new[] { Request(Span(answer, answer, "answer", Answer)), Request([.. Span(judge, judge, "judge", Feedback), .. Field(0x6A, ProtoLink(answer))]) };

        Assert.That(Judgements(json, comesFirst ? [.. requests.Reverse()] : requests), Is.EqualTo("tone kind"));
    }

    [Test]
    public void Of_several_links_and_of_broken_ones_none_counts() => Assert.Multiple(() =>
    {
        Assert.That(Judgements(true, JsonSpan(1, Answer), JsonSpan(9, Feedback, Link(1) + "," + Link(2))), Is.Empty);
        Assert.That(Judgements(true, JsonSpan(1, Answer), JsonSpan(9, Feedback, "{\"traceId\":\"01\",\"spanId\":7}")), Is.Empty);
        Assert.That(Judgements(false, Request(Span(1, 1, "a", Answer)), Request([.. Span(9, 9, "judge", Feedback), .. Field(0x6A, ProtoLink(1)), .. Field(0x6A, ProtoLink(2))])), Is.Empty);
        Assert.That(Judgements(false, Request(Span(1, 1, "a", Answer)), Request([.. Span(9, 9, "judge", Feedback), .. Field(0x6A, Field(0x0A, [1]))])), Is.Empty);
    });

    [Test]
    public void A_log_record_without_a_span_finds_its_response([Values] bool comesFirst, [Values] bool json)
    {
        var requests = json ? [JsonSpan(1, Answer), JsonLog(Result)] : new[] { Request(Span(1, 1, "a", Answer)), ProtoLog(Result) };

        Assert.That(Judgements(json, comesFirst ? [.. requests.Reverse()] : requests), Is.EqualTo("tone kind"));
    }

    [Test]
    public void Without_a_response_it_is_left_out([Values] bool json)
    {
        var log = json ? JsonLog(Result[..2]) : ProtoLog(Result[..2]);
        var batch = Decoding.Decode(log, json ? OtlpFormat.Json : OtlpFormat.Protobuf, OtlpSignal.Logs);

        Assert.That((batch.Logs.Count, batch.OtherLogs), Is.EqualTo((0, 1)));
    }

    /// <summary>What is said of the one answer in the end, each request being complete before the next one comes.</summary>
    private static string Judgements(bool json, params byte[][] requests)
    {
        using var consumer = new Consumer();
        var store = new TraceStore(new TraceBufferOptions(), 1_000, new FakeTimeProvider(), consumer);
        foreach (var request in requests)
        {
            var isLog = Encoding.UTF8.GetString(request).Contains("gen_ai.evaluation.result", StringComparison.Ordinal);
            store.Add(Decoding.Decode(request, json ? OtlpFormat.Json : OtlpFormat.Protobuf, isLog ? OtlpSignal.Logs : OtlpSignal.Traces));
            store.CompleteTraces();
        }

        store.CompleteAll();
        return consumer.Judgements!;
    }

    private static byte[] JsonSpan(int id, IEnumerable<(string Key, string Value)> texts, string links = "") => Encoding.UTF8.GetBytes(Decoding.Span(
        $"\"name\":\"s\",\"startTimeUnixNano\":\"{id}\",\"endTimeUnixNano\":\"{id + 100}\",\"attributes\":[{JsonTexts(texts)}],\"links\":[{links}]", Ids(id)));

    private static byte[] JsonLog(IEnumerable<(string Key, string Value)> texts) => Encoding.UTF8.GetBytes(
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"eventName\":\"gen_ai.evaluation.result\",\"attributes\":[" + JsonTexts(texts) + "]}]}]}]}");

    private static string JsonTexts(IEnumerable<(string Key, string Value)> texts) =>
        string.Join(",", texts.Select(static text => $"{{\"key\":\"{text.Key}\",\"value\":{{\"stringValue\":\"{text.Value}\"}}}}"));

    private static string Ids(int id) => $"\"traceId\":\"{id:x32}\",\"spanId\":\"{id:x16}\"";

    private static string Link(int id) => "{" + Ids(id) + "}";

    private static byte[] ProtoLink(int id) => [.. Field(0x0A, Convert.FromHexString($"{id:x32}")), .. Field(0x12, Convert.FromHexString($"{id:x16}"))];

    private static byte[] ProtoLog(IEnumerable<(string Key, string Value)> texts) => Request(
    [
        .. Field(0x62, "gen_ai.evaluation.result"u8.ToArray()),
        .. texts.SelectMany(static text => Field(0x32, KeyValue(text.Key, Field(0x0A, Encoding.UTF8.GetBytes(text.Value))))),
    ]);

    private sealed class Consumer : ITraceConsumer, IDisposable
    {
        private readonly ExporterMetrics _metrics = new();
        private readonly TraceEvaluation _evaluation;

        public Consumer()
        {
            var writer = new RecordWriter();
            _evaluation = new TraceEvaluation(new PipelineParts
            {
                Evaluator = new PairEvaluator(new PairOptions()),
                Write = pair =>
                {
                    Judgements = string.Join(", ", pair.Evaluations.Select(static e => $"{e.Name} {e.Label}"));
                    return writer.Write(pair);
                },
                Delivery = new NoDelivery(),
                Metrics = _metrics,
                TimeProvider = new FakeTimeProvider(),
            });
        }

        public string? Judgements { get; private set; }

        public void Run(BufferedTrace trace, TraceBuffer buffer) => _evaluation.Run(trace, buffer);

        public void Settle(BufferedTrace trace) => _evaluation.CountUnanswered(trace);

        public void Dispose() => _metrics.Dispose();
    }
}
