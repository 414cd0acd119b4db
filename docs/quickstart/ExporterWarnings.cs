using System.Diagnostics.Tracing;
using System.Globalization;

namespace OTel.Argilla.Quickstart;

/// <summary>Shows what the exporter complains about, such as a wrong key. It holds no prompt, response or key.</summary>
internal sealed class ExporterWarnings : EventListener
{
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "OpenTelemetry-Exporter-Argilla")
        {
            EnableEvents(eventSource, EventLevel.Warning);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
        Console.Error.WriteLine(string.Format(CultureInfo.InvariantCulture, eventData.Message ?? eventData.EventName ?? "", [.. eventData.Payload ?? []]));
}
