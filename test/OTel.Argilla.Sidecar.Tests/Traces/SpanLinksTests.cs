using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Traces;

namespace OTel.Argilla.Sidecar.Tests.Traces;

/// <summary>The parents of all spans are remembered in little memory, and a bounded part of them.</summary>
[NonParallelizable]
public sealed class SpanLinksTests
{
    [Test]
    public void A_span_takes_at_most_32_bytes()
    {
        const int Traces = 10_000;
        const int Spans = 20;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var links = new SpanLinks(int.MaxValue);
        for (var span = 1u; span <= Spans; span++)
        {
            for (var trace = 0u; trace < Traces; trace++)
            {
                links.Add(new TraceId(trace, trace), new SpanId(span), new SpanPlace(new SpanId(span + 1), false, true));
            }
        }

        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)(Traces * Spans);
        GC.KeepAlive(links);
        TestContext.Out.WriteLine($"{bytes:0.0} bytes a span");
        Assert.That(links.Count, Is.EqualTo(Traces * Spans));
        Assert.That(bytes, Is.LessThanOrEqualTo(32));
    }

    [TestCase(1)]
    [TestCase(32)]
    [TestCase(33)]
    [TestCase(5000)]
    public void All_spans_of_a_trace_are_found_and_no_others(int count)
    {
        var links = new SpanLinks(int.MaxValue);
        var trace = new TraceId(1, 2);
        for (var i = 1; i <= count; i++)
        {
            links.Add(trace, Id(i), new SpanPlace(Id(i + 1), i % 2 == 0, i % 3 == 0));
            links.Add(trace, Id(i), new SpanPlace(Id(7), true, true));
        }

        Assert.That(links.Count, Is.EqualTo(count));
        for (var i = 1; i <= count; i++)
        {
            Assert.That(links.TryGet(trace, Id(i), out var place), Is.True);
            Assert.That(place, Is.EqualTo(new SpanPlace(Id(i + 1), i % 2 == 0, i % 3 == 0)), "what was said first stays");
        }

        Assert.That(links.TryGet(trace, Id(count + 1), out _), Is.False);
        Assert.That(links.TryGet(new TraceId(2, 2), Id(1), out _), Is.False);

        static SpanId Id(int i) => new((ulong)i << 40);
    }

    [Test]
    public void Beyond_the_bound_what_nobody_waits_for_goes_first_and_of_that_what_was_silent_longest()
    {
        var links = new SpanLinks(6);
        Add(1);
        Add(2);
        Add(3);
        links.Hold(new TraceId(0, 1));
        Add(2);
        Add(4);
        Add(5);
        Add(6);
        Assert.That(Known(), Is.EqualTo(new ulong[] { 1, 2, 4, 5, 6 }));
        Add(4);
        Assert.That(Known(), Is.EqualTo(new ulong[] { 1, 4, 5, 6 }), "4 has been touched since");
        links.Hold(new TraceId(0, 4));
        links.Hold(new TraceId(0, 5));
        links.Hold(new TraceId(0, 6));
        Add(6);
        Add(6);
        Assert.That(Known(), Is.EqualTo(new ulong[] { 4, 5, 6 }), "the one of those that are waited for that was silent longest");

        ulong[] Known() => [.. Enumerable.Range(1, 6).Select(static i => (ulong)i).Where(i => Enumerable.Range(1, 20).Any(n => links.TryGet(new TraceId(0, i), new SpanId((ulong)n), out _)))];

        void Add(ulong trace) => links.Add(new TraceId(0, trace), new SpanId(++_span), default);
    }

    [Test]
    public void What_was_evaluated_goes_before_what_waits_however_long_it_does()
    {
        var links = new SpanLinks(3);
        for (ulong trace = 1; trace <= 5; trace++)
        {
            links.Hold(new TraceId(0, trace));
            links.Add(new TraceId(0, trace), new SpanId(trace), default);
            if (trace > 1)
            {
                links.Release(new TraceId(0, trace));
            }
        }

        Assert.That(Enumerable.Range(1, 5).Where(i => links.TryGet(new TraceId(0, (ulong)i), new SpanId((ulong)i), out _)), Is.EqualTo(new[] { 1, 4, 5 }));
        links.Release(new TraceId(0, 9));
        Assert.That(links.Traces, Is.EqualTo(3), "one that is not known stays so");
    }

    private ulong _span;
}
