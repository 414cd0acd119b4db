using System.Diagnostics.Tracing;
using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>What the exporters of this process say, warnings and errors, from now on.</summary>
internal sealed class Said : EventListener
{
    private readonly List<string> _lines = [];

    public Said() => EnableEvents(ArgillaEventSource.Log, EventLevel.Warning);

    public IReadOnlyList<string> Of(string eventName)
    {
        lock (_lines)
        {
            return [.. _lines.Where(line => line.StartsWith(eventName + ": ", StringComparison.Ordinal))];
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        lock (_lines)
        {
            _lines.Add($"{eventData.EventName}: {string.Join(" | ", eventData.Payload ?? (IEnumerable<object?>)[])}");
        }
    }
}
