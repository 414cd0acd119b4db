using Microsoft.Extensions.Time.Testing;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Tests.Fuzz;
using OTel.Argilla.Sidecar.Tests.Serving;
using OTel.Argilla.Sidecar.Traces;
using static OTel.Argilla.Sidecar.Tests.Fuzz.OtlpBytes;

namespace OTel.Argilla.Sidecar.Tests.Otlp;

/// <summary>The flags of a span say whether its parent is of its own process: such a one will come when it ends.</summary>
public sealed class ParentProcessTests
{
    private const uint Local = 0x101;
    private const uint Remote = 0x301;
    private const uint Unknown = 0x001;

    [Test]
    public void Both_encodings_say_where_the_parent_is([Values(Local, Remote, Unknown, 0x200u)] uint flags, [Values] bool isGenAI)
    {
        var key = isGenAI ? "gen_ai.operation.name" : "http.route";
        var proto = Decoding.Decode(
            Request([.. Span(1, 2, "s", [(key, "chat")]), .. Flags(flags)]), OtlpFormat.Protobuf, OtlpSignal.Traces);
        var json = Decoding.Json(Decoding.Span($"\"flags\":{flags},\"attributes\":[{{\"key\":\"{key}\",\"value\":{{\"stringValue\":\"chat\"}}}}]"));

        foreach (var batch in new[] { proto, json })
        {
            Assert.That(isGenAI ? batch.Spans.Single().IsParentLocal : batch.Links.Single().IsParentLocal, Is.EqualTo(flags == Local));
        }
    }

    [TestCase("null")]
    [TestCase("\"257\"")]
    [TestCase("{\"a\":[1]}")]
    [TestCase("-1")]
    [TestCase("1e99")]
    public void Odd_flags_are_none(string flags) =>
        Assert.That(Decoding.Json(Decoding.Span($"\"flags\":{flags},\"name\":\"s\"")).Links.Single().IsParentLocal, Is.False);

    [TestCase(Local, "", 2, Description = "who sends GenAI spans alone may never send it")]
    [TestCase(Local, "http", 60)]
    [TestCase(Local, "agent", 60)]
    [TestCase(Remote, "http", 2)]
    [TestCase(Unknown, "agent", 2)]
    public void A_parent_that_will_come_is_waited_for_longest(uint flags, string alsoSent, int minutes)
    {
        var time = new FakeTimeProvider();
        var consumer = new Counter();
        var store = new TraceStore(new TraceBufferOptions(), 1_000, time, consumer);
        if (alsoSent == "http")
        {
            store.Add(Decoding.Json(Decoding.Span("\"parentSpanId\":\"00000000000000ab\",\"flags\":257", "\"traceId\":\"5b8efff798038103d269b633813fc60c\",\"spanId\":\"00000000000000ac\"")));
        }
        else if (alsoSent == "agent")
        {
            store.Add(Decoding.Json(Decoding.Span(
                "\"attributes\":[{\"key\":\"gen_ai.operation.name\",\"value\":{\"stringValue\":\"invoke_agent\"}}]",
                "\"traceId\":\"00000000000000000000000000000077\",\"spanId\":\"0000000000000077\"")));
            time.Advance(TimeSpan.FromMinutes(1));
            store.CompleteDue();
            time.Advance(TimeSpan.FromMinutes(1));
            store.CompleteDue();
            Assert.That(consumer.TakeEvaluated(), Is.EqualTo(1), "an agent that nothing runs around");
        }

        store.Add(Decoding.Json(Decoding.Span(
            $"\"parentSpanId\":\"00000000000000aa\",\"flags\":{flags},\"attributes\":[{{\"key\":\"gen_ai.operation.name\",\"value\":{{\"stringValue\":\"chat\"}}}}]")));

        var waited = 0;
        for (; consumer.Evaluated == 0 && waited < 100; waited++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            store.CompleteDue();
        }

        Assert.That(waited, Is.EqualTo(minutes));
    }

    [Test]
    public void It_is_the_span_below_the_gap_that_tells()
    {
        // chat -> POST (in the same process) -> missing, in another one.
        const string Trace = "\"traceId\":\"5b8efff798038103d269b633813fc60c\",";
        var batch = Decoding.Json(Decoding.Span(
            "\"parentSpanId\":\"00000000000000bb\",\"flags\":257,\"attributes\":[{\"key\":\"gen_ai.operation.name\",\"value\":{\"stringValue\":\"chat\"}}]",
            Trace + "\"spanId\":\"00000000000000aa\""));
        var links = new SpanLinks(10);
        var span = batch.Spans.Single();
        span.Links = links;
        links.AddOther(span.TraceId, new SpanId(0xdd), default);
        Assert.That((span.HasOpenAncestor, span.HasAncestorToCome), Is.EqualTo((true, true)));

        var post = Decoding.Json(Decoding.Span("\"parentSpanId\":\"00000000000000cc\",\"flags\":769", Trace + "\"spanId\":\"00000000000000bb\"")).Links.Single();
        links.AddOther(post.TraceId, post.SpanId, new SpanPlace(post.ParentSpanId, post.IsError, post.IsParentLocal));
        Assert.That((span.HasOpenAncestor, span.HasAncestorToCome), Is.EqualTo((true, false)));

        links.AddOther(post.TraceId, post.ParentSpanId, default);
        Assert.That((span.HasOpenAncestor, span.HasAncestorToCome), Is.EqualTo((false, false)));
    }

    [Test]
    public void A_span_that_finds_no_room_takes_that_of_another_trace_and_not_its_own()
    {
        var store = new TraceStore(new TraceBufferOptions(), 1, new FakeTimeProvider(), new Counter());
        store.Add(Decoding.Json(Requests.Agent(1, 1)));
        store.Add(Decoding.Json(Requests.Agent(2, 2)));
        Assert.That(
            (store.Links.TryGet(new TraceId(0, 1), new SpanId(1), out _), store.Links.TryGet(new TraceId(0, 2), new SpanId(2), out _)), Is.EqualTo((false, true)));
    }

    private static byte[] Flags(uint flags) => [0x85, 0x01, (byte)flags, (byte)(flags >> 8), 0, 0];

    private sealed class Counter : ITraceConsumer
    {
        public int Evaluated { get; private set; }

        public int TakeEvaluated()
        {
            var evaluated = Evaluated;
            Evaluated = 0;
            return evaluated;
        }

        public void Run(BufferedTrace trace, TraceBuffer buffer)
        {
            Evaluated++;
            buffer.Keep(trace, evaluated: null);
        }

        public void Settle(BufferedTrace trace)
        {
        }
    }
}
