using Microsoft.Extensions.Time.Testing;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Tests.Assembly;

/// <summary>Spans that can be read again need not be in memory.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class UnloadedTraceTests
{
    private readonly Shelf _shelf = new();
    private readonly FakeTimeProvider _time = new();

    [Test]
    public void AfterItsEvaluationATraceIsUnloadedAndComesBackAsItWas([Values] bool haveSameMarks, [Values(1, 2, 40)] int spans)
    {
        var buffer = new TraceBuffer(new TraceBufferOptions(), _time, static _ => { }, _shelf);
        for (var id = 1; id <= spans; id++)
        {
            Assert.That(buffer.Add(_shelf.Put(id)), Is.True);
        }

        var trace = buffer.TakeOldest()!;
        trace.Spans.ForEach(static span => span.IsCounted = true);
        trace.Spans[^1].HasRecord = trace.Spans[^1].IsRecordKept = !haveSameMarks;
        var marks = trace.Spans.ConvertAll(static span => span.Marks);
        buffer.Keep(trace, null);
        Assert.That((trace.IsLoaded, trace.SpanCount, _shelf.Reads), Is.EqualTo((false, spans, 0)));

        Assert.That(buffer.Add(_shelf.Put(1)), Is.False, "known");
        Assert.That((trace.IsLoaded, _shelf.Reads), Is.EqualTo((true, 1)));
        Assert.That(trace.Spans.ConvertAll(static span => span.Marks), Is.EqualTo(marks));
        Assert.That(trace.Find(new TraceId(0, 1), new SpanId((ulong)spans)), Is.Not.Null);
        Assert.That(trace.Find(new TraceId(0, 2), new SpanId((ulong)spans)), Is.Null);
    }

    [Test]
    public void WithoutASourceNothingIsUnloaded()
    {
        var buffer = new TraceBuffer(new TraceBufferOptions { MaxLoadedSpans = 0 }, _time, static _ => { });
        buffer.Add(_shelf.Put(1));
        buffer.TakeDue([], null);
        var trace = buffer.TakeOldest()!;
        buffer.Keep(trace, null);
        Assert.That(trace.IsLoaded, Is.True);
    }

    [Test]
    public void TracesThatWaitAreUnloadedWhereTheyAreManyAndSilent()
    {
        var buffer = new TraceBuffer(new TraceBufferOptions { MaxLoadedSpans = 3 }, _time, static _ => { }, _shelf);
        for (var trace = 1; trace <= 5; trace++)
        {
            buffer.Add(_shelf.Put(1, trace, isOpen: true));
        }

        buffer.TakeDue([], null);
        Assert.That(Loaded(), Is.EqualTo(5), "more may come soon");
        _time.Advance(TimeSpan.FromSeconds(2));
        buffer.TakeDue([], null);
        Assert.That(Loaded(), Is.EqualTo(3));
        _time.Advance(TimeSpan.FromSeconds(100));
        buffer.TakeDue([], null);
        Assert.That((Loaded(), _shelf.Reads), Is.EqualTo((3, 0)), "one span of each tells whether it is complete");

        int Loaded() => Enumerable.Range(1, 5).Count(trace => Trace(trace, buffer).IsLoaded);
    }

    [Test]
    public void ATraceWhoseWitnessHasEndedIsReadToSeeWhetherAnotherWaits()
    {
        var buffer = new TraceBuffer(new TraceBufferOptions { MaxLoadedSpans = 0 }, _time, static _ => { }, _shelf);
        var witness = _shelf.Put(1, isOpen: true);
        buffer.Add(witness);
        buffer.Add(_shelf.Put(2, isOpen: true));
        buffer.TakeDue([], null);
        _time.Advance(TimeSpan.FromSeconds(2));
        buffer.TakeDue([], null);
        Assert.That(Trace(1, buffer).IsLoaded, Is.False);

        witness.IsOpen = false;
        var due = new List<BufferedTrace>();
        for (var second = 0; second < 60; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            buffer.TakeDue(due, null);
        }

        Assert.That((due.Count, _shelf.Reads), Is.EqualTo((0, 1)));
    }

    [Test]
    public void ATraceOfWhichSomethingComesNowAndThenIsNotReadForEach()
    {
        var buffer = new TraceBuffer(new TraceBufferOptions { MaxLoadedSpans = 0 }, _time, static _ => { }, _shelf);
        for (var id = 1; id <= 100; id++)
        {
            buffer.Add(_shelf.Put(id, isOpen: true));
            for (var second = 0; second < 10; second++)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                buffer.TakeDue([], null);
            }
        }

        Assert.That(_shelf.Reads, Is.EqualTo(3), "after 2, 4 and 8 seconds of silence");
        _time.Advance(TimeSpan.FromSeconds(20));
        buffer.TakeDue([], null);
        Assert.That(Trace(1, buffer).IsLoaded, Is.False);
    }

    [Test]
    public void ATraceThatIsLeftInManyPiecesIsNotReadForEach()
    {
        var buffer = new TraceBuffer(new TraceBufferOptions { MaxLoadedSpans = 0 }, _time, static _ => { }, _shelf);
        for (var id = 1; id <= 100; id++)
        {
            buffer.Add(_shelf.Put(id, isOpen: true));
            buffer.UnloadLeft();
        }

        Assert.That(_shelf.Reads, Is.EqualTo(4));
    }

    [Test]
    public void WhatAnEarlierProcessHasLeftIsNotAllInMemoryAtOnce([Values] bool hasRecord)
    {
        var buffer = new TraceBuffer(new TraceBufferOptions { MaxLoadedSpans = 3 }, _time, static _ => { }, _shelf);
        for (var trace = 1; trace <= 5; trace++)
        {
            for (var id = 1; id <= 2; id++)
            {
                var span = _shelf.Put(id, trace, isOpen: true);
                span.HasRecord = hasRecord && trace == 1 && id == 2;
                buffer.Add(span);
            }

            buffer.UnloadLeft();
        }

        Assert.That(Enumerable.Range(1, 5).Count(trace => Trace(trace, buffer).IsLoaded), Is.EqualTo(1));
        var due = new List<BufferedTrace>();
        buffer.TakeNamed(due);
        buffer.TakeDue([], null);
        Assert.That((due.Count, buffer.PendingTraces), Is.EqualTo(hasRecord ? (1, 4) : (0, 5)));
        Assert.That(_shelf.Reads, Is.EqualTo(hasRecord ? 1 : 0), "what is evaluated");
    }

    [Test]
    public void WhatCannotBeReadStaysWhereItWas()
    {
        var buffer = new TraceBuffer(new TraceBufferOptions { MaxLoadedSpans = 0 }, _time, static _ => { }, _shelf);
        buffer.Add(_shelf.Put(1, isOpen: true));
        buffer.TakeDue([], null);
        _time.Advance(TimeSpan.FromSeconds(2));
        buffer.TakeDue([], null);
        _shelf.IsBroken = true;
        Assert.Throws<IOException>(() => buffer.TakeOldest());
        Assert.That((buffer.PendingTraces, buffer.PendingSpans), Is.EqualTo((1, 1)));

        _shelf.IsBroken = false;
        Assert.That(buffer.TakeOldest()!.Spans, Has.Count.EqualTo(1));
        Assert.That(buffer.PendingTraces, Is.Zero);
    }

    private static BufferedTrace Trace(int trace, TraceBuffer buffer) => buffer.FindTrace(new TraceId(0, (ulong)trace))!;

    private sealed class ShelvedSpan(TestSpan like) : Span
    {
        public bool IsOpen { get; set; }

        public override string? ResponseId => null;

        public override int EstimatedBytes => 100;

        public override bool HasOpenAncestor => IsOpen;

        public static ShelvedSpan Of(int id, int trace, bool isOpen)
        {
            var like = TestSpan.Chat(id, trace: trace);
            return new ShelvedSpan(like) { TraceId = like.TraceId, SpanId = like.SpanId, IsOpen = isOpen };
        }

        public override void CopyAttributesTo(AttributeSet target) => like.CopyAttributesTo(target);

        public override void CopyEventsTo(List<SpanEvent> target) => like.CopyEventsTo(target);

        public override bool TryGetAncestor(SpanId ancestorId, out SpanId parentId, out bool isError) => like.TryGetAncestor(ancestorId, out parentId, out isError);
    }

    private sealed class Shelf : ISpanSource
    {
        private readonly List<(int Id, int Trace, bool IsOpen)> _spans = [];

        public int Reads { get; private set; }

        public bool IsBroken { get; set; }

        public ShelvedSpan Put(int id, int trace = 1, bool isOpen = false)
        {
            if (!_spans.Contains((id, trace, isOpen)))
            {
                _spans.Add((id, trace, isOpen));
            }

            return ShelvedSpan.Of(id, trace, isOpen);
        }

        public void Read(TraceId trace, List<Span> target)
        {
            Reads++;
            if (IsBroken)
            {
                throw new IOException("the shelf is broken");
            }

            target.AddRange(_spans.Where(span => new TraceId(0, (ulong)span.Trace) == trace).Select(static span => ShelvedSpan.Of(span.Id, span.Trace, span.IsOpen)));
        }
    }
}
