using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;
using OpenTelemetry;

namespace OTel.Argilla.Quickstart;

/// <summary>Listens to what the exporter says of each GenAI span that gives no record of its own, and why.</summary>
internal sealed class SkippedSpans : EventListener
{
    private readonly ConcurrentQueue<(string SpanId, string Reason)> _skipped = new();
    private readonly SpanNames _names = new();

    /// <summary>Notes the names of spans, which the exporter does not repeat.</summary>
    public BaseProcessor<Activity> Names => _names;

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine("GenAI spans without a record of their own:");
        foreach (var (spanId, reason) in _skipped)
        {
            Console.WriteLine($"  {_names.Find(spanId)}: {reason}{Meaning(reason)}");
        }
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "OpenTelemetry-Exporter-Argilla")
        {
            EnableEvents(eventSource, EventLevel.Verbose);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData is { EventName: "SpanSkipped", Payload: [string, string spanId, string reason] })
        {
            _skipped.Enqueue((spanId, reason));
        }
    }

    private static string Meaning(string reason) => reason switch
    {
        "nested" => ", a step inside an interaction that has its record",
        "continuation" => ", a later call of a turn that has its record",
        "no_content" => ", no prompt or response on the span; is content capture on?",
        "error" => ", the call failed",
        _ => "",
    };

    private sealed class SpanNames : BaseProcessor<Activity>
    {
        private readonly ConcurrentDictionary<string, string> _byId = new();

        public override void OnEnd(Activity data) => _byId[data.SpanId.ToHexString()] = data.DisplayName;

        public string Find(string spanId) => _byId.GetValueOrDefault(spanId, spanId);
    }
}
