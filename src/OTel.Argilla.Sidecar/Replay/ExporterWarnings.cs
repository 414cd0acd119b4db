using System.Diagnostics.Tracing;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Sidecar.Commands;
using OTel.Argilla.Sidecar.Logging;

namespace OTel.Argilla.Sidecar.Replay;

/// <summary>Says on standard error what the exporter's event source says from warnings on: each kind so often, then no more. Thread-safe.</summary>
internal sealed class ExporterWarnings : EventListener
{
    private const int MostOfAKind = 20;

    /// <summary>Hints what turns content on: they are told in the summary, once.</summary>
    private const int NoContent = 2;

    /// <summary>The summary tells this too.</summary>
    private const int RecordsDropped = 36;

    private readonly Action<string> _say;
    private readonly Dictionary<int, int> _said = [];
    private readonly SortedSet<string> _hints = new(StringComparer.Ordinal);

    /// <param name="say">Takes each text, from any thread.</param>
    public ExporterWarnings(Action<string> say)
    {
        _say = say;
        EnableEvents(ArgillaEventSource.Log, EventLevel.Warning);
    }

    /// <summary>What to switch on so that content comes.</summary>
    public IReadOnlyList<string> Hints
    {
        get
        {
            lock (_said)
            {
                return [.. _hints];
            }
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // The base class may call before the constructor has run.
        if (_say is null || _said is null || eventData.EventSource != ArgillaEventSource.Log || eventData.EventId == RecordsDropped)
        {
            return;
        }

        int count;
        lock (_said)
        {
            if (eventData.EventId == NoContent)
            {
                _ = _hints.Add((string)eventData.Payload![0]!);
                return;
            }

            count = _said[eventData.EventId] = _said.GetValueOrDefault(eventData.EventId) + 1;
        }

        if (count <= MostOfAKind)
        {
            _say((eventData.Level <= EventLevel.Error ? "error: " : "warning: ") + SafeText.Line(ExporterEvents.TextOf(eventData)) + (count == MostOfAKind ? " (more of this kind are not shown)" : string.Empty));
        }
    }
}
