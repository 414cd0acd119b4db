using System.Diagnostics.Metrics;

namespace OTel.Argilla.Exporter.Diagnostics;

/// <summary>
/// Counts what becomes of every candidate span and of every record, each exactly once:
/// candidate spans = exported + skipped + dropped, and records = exported + skipped + rejected + dropped (+ what is still queued or spooled).
/// Listeners are called in the middle of our work; what they throw stays here.
/// </summary>
internal sealed class ExporterMetrics : IDisposable
{
    /// <summary>Name of the meter, to subscribe to.</summary>
    public const string MeterName = "OTel.Argilla.Exporter";

    /// <summary>Reason: a queue was full.</summary>
    public const string QueueFull = "queue_full";

    /// <summary>Reason: the exporter had been shut down.</summary>
    public const string Stopped = "shutdown";

    /// <summary>Reason: our own code failed on the trace.</summary>
    public const string Failed = "failed";

    /// <summary>Reason: the user's filter.</summary>
    public const string Filter = "filter";

    /// <summary>Reason: the user's sampling ratio.</summary>
    public const string Sampling = "sampling";

    /// <summary>Reason: the record hook returned null.</summary>
    public const string Hook = "hook";

    /// <summary>Reason: the record hook threw.</summary>
    public const string HookFailed = "hook_failed";

    /// <summary>Reason: a newer version of the record was sent in its place.</summary>
    public const string Superseded = "superseded";

    /// <summary>Reason: Argilla refused the record.</summary>
    public const string Argilla = "argilla";

    /// <summary>Reason: the storage directory had no room, or could not be written to.</summary>
    public const string StorageFull = "storage_full";

    /// <summary>Reason: the record had been in the storage directory for too long.</summary>
    public const string StorageExpired = "storage_expired";

    /// <summary>Reason: a line in the storage directory was no record.</summary>
    public const string StorageUnreadable = "storage_unreadable";

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
    public void SpanExported() => Count(_spans, 1, "exported");

    /// <summary>The candidate gave no record, for a reason of <c>SkipReason</c>.</summary>
    public void SpanSkipped(string reason) =>
        Count(_spans, 1, "skipped", reason);

    /// <summary>
    /// The span was lost before it could be looked at: <see cref="QueueFull"/>, <see cref="Failed"/>, … Whether it was a candidate is not known
    /// then; every GenAI span is counted.
    /// </summary>
    public void SpansDropped(string reason, int count = 1) =>
        Count(_spans, count, "dropped", reason);

    /// <summary>Argilla has the records.</summary>
    public void RecordsExported(int count) => Count(_records, count, "exported");

    /// <summary>The record needed not be sent: <see cref="Superseded"/>.</summary>
    public void RecordsSkipped(string reason, int count) =>
        Count(_records, count, "skipped", reason);

    /// <summary>Argilla, or the user's filter, hook or sampling, refused the record for good.</summary>
    public void RecordsRejected(string reason, int count = 1) =>
        Count(_records, count, "rejected", reason);

    /// <summary>The record was lost: a bound on the queue, or shutdown without storage.</summary>
    public void RecordsDropped(string reason, int count = 1) =>
        Count(_records, count, "dropped", reason);

    /// <summary>Lets the meter ask how much waits for its trace to end.</summary>
    public void ObservePending(Func<int> traces, Func<int> spans)
    {
        _meter.CreateObservableGauge("argilla.exporter.traces.pending", traces, "{trace}", "Traces that have not ended yet.");
        _meter.CreateObservableGauge("argilla.exporter.spans.pending", spans, "{span}", "GenAI spans of traces that have not ended yet.");
    }

    public void Dispose() => _meter.Dispose();

    private static void Count(Counter<long> counter, int count, string outcome, string? reason = null)
    {
        try
        {
            if (reason is null)
            {
                counter.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
            }
            else
            {
                counter.Add(count, new("outcome", outcome), new KeyValuePair<string, object?>("reason", reason));
            }
        }
        catch (Exception exception)
        {
            ArgillaEventSource.Log.ListenerFailed(exception.GetType().Name);
        }
    }
}
