using System.Diagnostics.Metrics;

namespace OTel.Argilla.Sidecar.Replay;

/// <summary>Adds up what the exporter's meter counts, so that a summary says the same as the instruments. Thread-safe.</summary>
internal sealed class Tally : IDisposable
{
    private const string Records = "argilla.exporter.records";
    private const string Spans = "argilla.exporter.spans";

    private readonly Dictionary<(string Instrument, string Outcome, string Reason), long> _counts = [];
    private readonly MeterListener _listener = new();

    public Tally(Meter meter)
        : this(other => ReferenceEquals(other, meter))
    {
    }

    /// <summary>Of all meters with this name.</summary>
    public Tally(string meterName)
        : this(meter => meter.Name == meterName)
    {
    }

    private Tally(Func<Meter, bool> isCounted)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (isCounted(instrument.Meter) && instrument.Name is Records or Spans)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(Count);
        _listener.Start();
    }

    public long RecordsOf(string outcome) => SumOf(Records, outcome);

    public long SpansOf(string outcome) => SumOf(Spans, outcome);

    /// <summary>Counts of records with this outcome by their reasons, the largest first.</summary>
    public IReadOnlyList<(string Reason, long Count)> RecordReasons(string outcome) => ReasonsOf(Records, outcome);

    /// <summary>Counts of candidate spans with this outcome by their reasons, the largest first.</summary>
    public IReadOnlyList<(string Reason, long Count)> SpanReasons(string outcome) => ReasonsOf(Spans, outcome);

    public void Dispose() => _listener.Dispose();

    private void Count(Instrument instrument, long count, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var (outcome, reason) = (string.Empty, string.Empty);
        foreach (var tag in tags)
        {
            (outcome, reason) = tag.Key switch
            {
                "outcome" => ((string)tag.Value!, reason),
                "reason" => (outcome, (string)tag.Value!),
                _ => (outcome, reason),
            };
        }

        lock (_counts)
        {
            var key = (instrument.Name, outcome, reason);
            _counts[key] = _counts.GetValueOrDefault(key) + count;
        }
    }

    private long SumOf(string instrument, string outcome)
    {
        lock (_counts)
        {
            return _counts.Where(pair => pair.Key.Instrument == instrument && pair.Key.Outcome == outcome).Sum(static pair => pair.Value);
        }
    }

    private List<(string Reason, long Count)> ReasonsOf(string instrument, string outcome)
    {
        lock (_counts)
        {
            return
            [
                .. _counts.Where(pair => pair.Key.Instrument == instrument && pair.Key.Outcome == outcome)
                    .Select(static pair => (pair.Key.Reason, pair.Value))
                    .OrderByDescending(static pair => pair.Value).ThenBy(static pair => pair.Reason, StringComparer.Ordinal),
            ];
        }
    }
}
