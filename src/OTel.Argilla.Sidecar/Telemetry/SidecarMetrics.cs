using System.Diagnostics;
using System.Diagnostics.Metrics;
using OTel.Argilla.Sidecar.Serving;

namespace OTel.Argilla.Sidecar.Telemetry;

/// <summary>The sidecar's own instruments. Those of what becomes of spans and records are the exporter's.</summary>
internal sealed class SidecarMetrics : IDisposable
{
    /// <summary>Name of the meter, to subscribe to.</summary>
    public const string MeterName = "OTel.Argilla.Sidecar";

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _spans;
    private readonly Counter<long> _logs;
    private readonly Histogram<double> _answers;
    private readonly Histogram<double> _commits;

    public SidecarMetrics(TimeProvider time)
    {
        Throughput = new Throughput(time);
        _meter = new Meter(MeterName, ProductVersion.Text);
        _requests = _meter.CreateCounter<long>("argilla.sidecar.requests", "{request}", "Export requests, by protocol, signal and what became of them.");
        _spans = _meter.CreateCounter<long>("argilla.sidecar.spans", "{span}", "Spans of the requests that could be read, by protocol and what became of them.");
        _logs = _meter.CreateCounter<long>("argilla.sidecar.log_records", "{log_record}", "Log records of the requests that could be read, by protocol and what became of them.");
        _answers = _meter.CreateHistogram("argilla.sidecar.request.duration", "s", "From the head of an export request to its answer.", advice: Seconds);
        _commits = _meter.CreateHistogram("argilla.sidecar.journal.commit.duration", "s", "How long a commit of the journal took.", advice: Seconds);
    }

    /// <summary>Spans a second that were accepted of late.</summary>
    public Throughput Throughput { get; }

    /// <summary>A request was answered.</summary>
    public void Answered(in AnsweredRequest request)
    {
        var protocol = new KeyValuePair<string, object?>("protocol", request.Protocol);
        var outcome = new KeyValuePair<string, object?>("outcome", request.Outcome);
        var signal = new KeyValuePair<string, object?>("signal", request.Signal);
        _requests.Add(1, protocol, signal, outcome);
        _answers.Record(request.Duration.TotalSeconds, protocol, signal, outcome);
        if (request.Items == 0)
        {
            return;
        }

        var isTraces = request.Signal == AnsweredRequest.Traces;
        var items = isTraces ? _spans : _logs;
        var accepted = request.IsAccepted ? request.Items - request.Rejected : 0;
        if (accepted > 0)
        {
            items.Add(accepted, protocol, new("outcome", "accepted"));
            Throughput.Add(isTraces ? accepted : 0);
        }

        if (request.Items > accepted)
        {
            items.Add(request.Items - accepted, protocol, request.IsAccepted ? new("outcome", "rejected") : outcome);
        }
    }

    /// <summary>The journal has committed.</summary>
    public void Committed(TimeSpan duration) => _commits.Record(duration.TotalSeconds);

    /// <summary>Lets the meter ask how things stand.</summary>
    public void Observe(Func<SidecarState> look)
    {
        // The instruments of one collection see one state.
        var state = new LastLook(look);
        _ = _meter.CreateObservableGauge("argilla.sidecar.journal.size", () => state.Get().JournalBytes, "By", "What the journal takes on disk.");
        _ = _meter.CreateObservableGauge("argilla.sidecar.journal.limit", () => state.Get().MaxJournalBytes, "By", "What the journal may take.");
        _ = _meter.CreateObservableGauge("argilla.sidecar.traces.pending", () => state.Get().PendingTraces, "{trace}", "Traces that are not complete yet.");
        _ = _meter.CreateObservableGauge("argilla.sidecar.spans.pending", () => state.Get().PendingSpans, "{span}", "GenAI spans of traces that are not complete yet.");
        _ = _meter.CreateObservableGauge("argilla.sidecar.outbox.records", () => state.Get().OutboxRecords, "{record}", "Records that wait for Argilla.");
        _ = _meter.CreateObservableGauge("argilla.sidecar.outbox.age", () => state.Get().BacklogAge.TotalSeconds, "s", "How long the oldest of them has waited.");
        _ = _meter.CreateObservableGauge("argilla.sidecar.dead_letters", () => state.Get().DeadLetters, "{record}", "Records that Argilla has refused.");
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>A state that is asked for anew after a moment.</summary>
    private sealed class LastLook(Func<SidecarState> look)
    {
        private readonly Lock _lock = new();
        private SidecarState? _state;
        private long _taken;

        public SidecarState Get()
        {
            lock (_lock)
            {
                if (_state is null || Stopwatch.GetElapsedTime(_taken) > TimeSpan.FromMilliseconds(100))
                {
                    (_state, _taken) = (look(), Stopwatch.GetTimestamp());
                }

                return _state;
            }
        }
    }
}
