using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Exporter.Tests.Pipeline;

namespace OTel.Argilla.Exporter.Tests.Assembly;

public class TraceBufferTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<BufferedTrace> _due = [];
    private readonly List<BufferedTrace> _left = [];
    private ActivityListener _listener = null!;
    private ActivitySource _source = null!;
    private TraceBuffer _buffer = null!;

    [SetUp]
    public void SetUp()
    {
        _due.Clear();
        _left.Clear();
        _source = new ActivitySource("buffer" + Guid.NewGuid(), "1");
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source == _source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(_listener);
        Activity.Current = null;
        _buffer = Create(new TraceBufferOptions());
    }

    [TearDown]
    public void TearDown()
    {
        _listener.Dispose();
        _source.Dispose();
    }

    [Test]
    public void ATraceIsCompleteAfterItsGrace()
    {
        Add(Ended());
        Look();
        Assert.That(_due, Is.Empty, "just seen closed");

        Advance(0.9);
        Assert.That(_due, Is.Empty, "within the grace");
        Advance(0.2);
        Assert.That(_due, Has.Count.EqualTo(1));
    }

    [Test]
    public void ATraceWaitsWhileSomethingAboveRuns()
    {
        var server = _source.StartActivity("GET /")!;
        Add(Ended());
        Advance(60);
        Advance(59);
        Assert.That(_due, Is.Empty);

        server.Stop();
        Look();
        Advance(1.1);
        Assert.That(_due, Has.Count.EqualTo(1));
    }

    [Test]
    public void SilenceEndsTheWaitBelowASpanThatIsNotGenAI()
    {
        using var server = _source.StartActivity("GET /")!;
        Add(Ended());
        Advance(121);
        Assert.That(_due, Has.Count.EqualTo(1));
    }

    [Test]
    public void BelowARunningAgentOnlyAgeEndsTheWait()
    {
        using var agent = GenAISpans.Agent(_source);
        Add(Ended());
        Advance(3000);
        Assert.That(_due, Is.Empty);
        Advance(601);
        Assert.That(_due, Has.Count.EqualTo(1));
    }

    [Test]
    public void ASpanThatHasEndedButNotArrivedIsWaitedFor()
    {
        Add(Ended());
        Look((2, 1));
        _time.Advance(TimeSpan.FromSeconds(2));
        Look((2, 1));
        Assert.That(_due, Is.Empty, "one is still in the queue");

        Look((2, 2));
        Assert.That(_due, Has.Count.EqualTo(1));
    }

    [Test]
    public void ASpanThatGotLostOnTheWayIsNotWaitedForForEver()
    {
        Add(Ended());
        Look((2, 1));
        _time.Advance(TimeSpan.FromSeconds(6.1));
        Look((2, 1));
        Assert.That(_due, Has.Count.EqualTo(1));
    }

    [Test]
    public void WhatComesWithinTheGraceBeginsItAnew()
    {
        var server = _source.StartActivity("GET /")!;
        var (first, second) = (Ended(), Ended("And why?"));
        server.Stop();
        Add(first);
        Look();
        Advance(0.9);
        Add(second);
        Look();
        Advance(0.2);
        Assert.That(_due, Is.Empty, "the first grace is over, but does not count");

        Advance(0.9);
        Assert.That(_due.Select(static trace => trace.Spans.Count), Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public void TracesAreHandedOutTheOldestFirstWhicheverClosedFirst()
    {
        var server = _source.StartActivity("GET /")!;
        Add(Ended("first"));
        Activity.Current = null;
        Add(Ended("second"));
        Add(Ended("third"));
        Look();
        server.Stop();
        Advance(0.5);
        Advance(1.1);
        Assert.That(_due, Has.Count.EqualTo(3));
        Assert.That(_due.Select(static trace => trace.PendingOrder), Is.Ordered);
        Assert.That(_due[0].Id, Is.EqualTo(TraceId.From(server.TraceId)));
    }

    [Test]
    public void AgeCompletesATraceWithinItsGrace()
    {
        _buffer = Create(new TraceBufferOptions { GracePeriod = TimeSpan.FromSeconds(60), MaxAge = TimeSpan.FromSeconds(30) });
        Add(Ended());
        Advance(1);
        Advance(28);
        Assert.That(_due, Is.Empty);
        Advance(1.1);
        Assert.That(_due, Has.Count.EqualTo(1));
    }

    [Test]
    public void TooManySpansCompleteTheOldestTrace()
    {
        _buffer = Create(new TraceBufferOptions { MaxSpans = 2 });
        var first = Ended();
        Add(first);
        Add(Ended());
        Assert.That(_buffer.IsOverLimits, Is.False);
        Add(Ended());

        Assert.That(_buffer.IsOverLimits, Is.True);
        Assert.That(_buffer.TakeOldest()!.Id, Is.EqualTo(TraceId.From(first.TraceId)));
    }

    [Test]
    public void TooManyBytesCompleteTheOldestTrace()
    {
        _buffer = Create(new TraceBufferOptions { MaxBytes = 10_000 });
        Add(Ended(new string('x', 10_000)));
        Assert.That(_buffer.IsOverLimits, Is.True);
    }

    [Test]
    public void ALateSpanBringsItsTraceBackWithAllItsSpans()
    {
        var root = GenAISpans.Agent(_source);
        var child = GenAISpans.Chat(_source);
        root.Stop();
        Add(root);
        Complete();

        child.Stop();
        Add(child);
        Look();
        Advance(1.1);

        Assert.That(_due.Single().Spans, Has.Count.EqualTo(2));
    }

    [Test]
    public void AKeptTraceIsLetGoInTheEnd()
    {
        Add(Ended());
        Complete();
        Advance(121);
        Assert.That(_left, Has.Count.EqualTo(1));
        Assert.That(_buffer.IsEmpty, Is.True);
    }

    [Test]
    public void KeptTracesTakeAQuarterOfTheRoom()
    {
        _buffer = Create(new TraceBufferOptions { MaxSpans = 8 });
        for (var i = 0; i < 6; i++)
        {
            Add(Ended());
            Complete();
        }

        Assert.That(_left, Has.Count.EqualTo(4));
    }

    [Test]
    public void ALogRecordFindsItsSpanBeforeAndAfterItCame()
    {
        var activity = Ended();
        var (traceId, spanId) = (TraceId.From(activity.TraceId), SpanId.From(activity.SpanId));
        _buffer.AddLog(traceId, spanId, new SpanEvent("gen_ai.user.message", 0, "before", []));
        Add(activity);
        _buffer.AddLog(traceId, spanId, new SpanEvent("gen_ai.choice", 0, "after", []));

        _buffer.TakeAll(_due, final: true);
        Assert.That(_due.Single().Spans.Single().Logs!.Select(log => log.Body), Is.EqualTo(new[] { "before", "after" }));
    }

    [Test]
    public void ALogRecordWithoutASpanIsForgotten()
    {
        _buffer.AddLog(new TraceId(1, 2), new SpanId(3), new SpanEvent("gen_ai.choice", 0, "x", []));
        Advance(121);
        Assert.That(_buffer.IsEmpty, Is.True);
        Assert.That(_due, Is.Empty);
    }

    [Test]
    public void TwoTracesWithOneToolCallAreJoined()
    {
        Add(Ended());
        Look();
        Advance(1.1);
        _buffer.Keep(_due.Single(), new Evaluated("call_1"));
        _due.Clear();
        Add(Ended());
        _buffer.TakeAll(_due, final: false);

        Assert.That(_buffer.TryJoin("call_2", _due[0]), Is.False);
        Assert.That(_buffer.TryJoin("call_1", _due[0]), Is.True);
        Assert.That(_due[0].Spans, Has.Count.EqualTo(2));
    }

    [Test]
    public void TheSameResponseIdJoinsOnlyOverlappingSpansOfDifferentScopes()
    {
        var first = Ended(responseId: "resp_1");
        var second = Ended(responseId: "resp_1");
        Add(first);
        Add(second);
        Assert.That(_buffer.PendingTraces, Is.EqualTo(2), "one server gives every response the same id");
    }

    [Test]
    public void TheSameSpanTwiceIsTakenOnce()
    {
        var activity = Ended();
        Assert.That(_buffer.Add(new ActivitySpan(activity)), Is.True);
        Assert.That(_buffer.Add(new ActivitySpan(activity)), Is.False);
    }

    private TraceBuffer Create(TraceBufferOptions options) => new(options, _time, _left.Add);

    private Activity Ended(string prompt = "Why?", string? responseId = null)
    {
        var chat = GenAISpans.Chat(_source, prompt);
        chat.SetTag("gen_ai.response.id", responseId);
        chat.Stop();
        return chat;
    }

    private void Add(Activity activity) => _buffer.Add(new ActivitySpan(activity));

    private void Look((long, long)? intake = null) => _buffer.TakeDue(_due, intake ?? (0, 0));

    private void Advance(double seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        Look();
    }

    private void Complete()
    {
        _buffer.TakeAll(_due, final: true);
        foreach (var trace in _due)
        {
            _buffer.Keep(trace, evaluated: null);
        }

        _due.Clear();
    }

    private sealed class Evaluated(string danglingCallId) : IPairEvaluator
    {
        public List<Pair> Pairs { get; } = [];

        public List<SpanOutcome> Outcomes { get; } = [];

        public List<string> DanglingCallIds { get; } = [danglingCallId];

        public List<string> AnsweredCallIds { get; } = [];

        public List<SeenTurn> SeenTurns { get; } = [];

        public List<LinkedJudgement> LinkedJudgements { get; } = [];

        public void Evaluate(IReadOnlyList<Span> spans)
        {
        }
    }
}
