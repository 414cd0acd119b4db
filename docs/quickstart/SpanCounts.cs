using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OTel.Argilla.Quickstart;

/// <summary>Listens to the exporter's own meter: what became of each GenAI span, and why some gave no record.</summary>
internal sealed class SpanCounts : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _withoutRecord = new();

    public SpanCounts()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "OTel.Argilla.Exporter", Name: "argilla.exporter.spans" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag is { Key: "reason", Value: string reason })
                {
                    _withoutRecord.AddOrUpdate(reason, count, (_, sum) => sum + count);
                }
            }
        });
        _listener.Start();
    }

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine("GenAI spans without a record of their own:");
        foreach (var (reason, count) in _withoutRecord.OrderBy(entry => entry.Key))
        {
            Console.WriteLine($"  {count} x {reason}{Meaning(reason)}");
        }
    }

    public void Dispose() => _listener.Dispose();

    private static string Meaning(string reason) => reason switch
    {
        "nested" => ": a step inside an interaction that has its record",
        "continuation" => ": a later call of a turn that has its record",
        "no_content" => ": no prompt or response on the span; is content capture on?",
        "error" => ": the call failed",
        _ => "",
    };
}
