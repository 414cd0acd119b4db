using System.Diagnostics.Tracing;

namespace OTel.Argilla.TestApp;

/// <summary>Prints what the exporter says about records on disk, at the moment it says it.</summary>
internal sealed class Said : EventListener
{
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "OpenTelemetry-Exporter-Argilla")
        {
            EnableEvents(eventSource, EventLevel.Informational);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData is { EventName: "RecordsStored" or "StoredRecordsTaken", Payload: [var count, ..] })
        {
            Console.WriteLine($"{eventData.EventName} {count}");
        }
    }
}
