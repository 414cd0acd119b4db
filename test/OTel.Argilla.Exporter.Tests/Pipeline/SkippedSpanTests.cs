using System.Diagnostics.Tracing;
using OpenTelemetry.Trace;
using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>Whoever listens closely is told of each span without a record, and why.</summary>
[NonParallelizable]
public class SkippedSpanTests
{
    [Test]
    public void EachSpanWithoutARecordIsToldOnceWithItsReason()
    {
        using var said = new Skipped();
        using var rig = new Rig();
        using var agent = GenAISpans.Agent(rig.Source);
        using var nested = GenAISpans.Chat(rig.Source, parent: agent.Context);
        nested.Stop();
        agent.Stop();
        using var empty = GenAISpans.Chat(rig.Source, prompt: null, response: null);
        empty.Stop();
        rig.Provider.ForceFlush(Waits.Long);
        rig.Stop();

        Assert.That(said.Spans, Is.EquivalentTo(new[]
        {
            $"{nested.TraceId} {nested.SpanId} nested",
            $"{empty.TraceId} {empty.SpanId} no_content",
        }));
        Assert.That(said.Spans, Has.Count.EqualTo(rig.Factory.Spans("skipped")));
    }

    private sealed class Skipped : EventListener
    {
        public Skipped() => EnableEvents(ArgillaEventSource.Log, EventLevel.Verbose);

        public List<string> Spans { get; } = [];

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName == nameof(ArgillaEventSource.SpanSkipped))
            {
                Spans.Add(string.Join(' ', eventData.Payload!));
            }
        }
    }
}
