using System.Diagnostics.Metrics;

namespace OTel.Argilla.Exporter.Diagnostics;

/// <summary>
/// Counts what becomes of every candidate span and of every record, each exactly once:
/// candidate spans = exported + skipped + dropped, and records = exported + rejected + dropped (+ what is still queued or spooled).
/// </summary>
internal sealed class ExporterMetrics : IDisposable
{
    /// <summary>Name of the meter, to subscribe to.</summary>
    public const string MeterName = "OTel.Argilla.Exporter";

    private readonly Meter _meter;
    private readonly Counter<long> _records;
    private readonly Counter<long> _spans;

    public ExporterMetrics()
    {
        _meter = new Meter(MeterName, typeof(ExporterMetrics).Assembly.GetName().Version?.ToString(3));
        _records = _meter.CreateCounter<long>("argilla.exporter.records", "{record}", "Records, by what became of them.");
        _spans = _meter.CreateCounter<long>("argilla.exporter.spans", "{span}", "Candidate spans (llm, chain, agent), by what became of them.");
    }

    public Meter Meter => _meter;

    /// <summary>The candidate gave one or more records.</summary>
    public void SpanExported() => _spans.Add(1, new KeyValuePair<string, object?>("outcome", "exported"));

    /// <summary>The candidate gave no record, for a reason of <c>SkipReason</c>.</summary>
    public void SpanSkipped(string reason) =>
        _spans.Add(1, new("outcome", "skipped"), new KeyValuePair<string, object?>("reason", reason));

    /// <summary>The span was lost before it could be looked at, by a bound on memory.</summary>
    public void SpansDropped(string reason, int count = 1) =>
        _spans.Add(count, new("outcome", "dropped"), new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Argilla has the records.</summary>
    public void RecordsExported(int count) => _records.Add(count, new KeyValuePair<string, object?>("outcome", "exported"));

    /// <summary>Argilla, or the user's filter, hook or sampling, refused the record for good.</summary>
    public void RecordsRejected(string reason, int count = 1) =>
        _records.Add(count, new("outcome", "rejected"), new KeyValuePair<string, object?>("reason", reason));

    /// <summary>The record was lost: a bound on the queue, or shutdown without storage.</summary>
    public void RecordsDropped(string reason, int count = 1) =>
        _records.Add(count, new("outcome", "dropped"), new KeyValuePair<string, object?>("reason", reason));

    public void Dispose() => _meter.Dispose();
}
