using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Holds spans until their trace is complete, and for a while longer.
/// <list type="number">
/// <item>A trace is <b>pending</b> while spans of it may come. It is complete when nothing above any of its spans runs, the grace period has passed since,
/// and every span that had ended by then has arrived; or when it has been silent for the idle timeout (not below a GenAI span that runs) or is too
/// old; or, the oldest first, when too much waits.</item>
/// <item>A complete trace is <b>kept</b> for the idle timeout, within a quarter of the bounds: a late span makes it pending again, so that it is evaluated
/// anew with all its spans, and traces that turn out to belong together are joined.</item>
/// </list>
/// Not thread-safe, starts nothing: time passes when it is asked what is due.
/// </summary>
internal sealed class TraceBuffer
{
    private readonly TraceBufferOptions _options;
    private readonly CompletionPolicy _policy;
    private readonly TimeProvider _time;
    private readonly Action<BufferedTrace> _onLeave;
    private readonly TraceUnloading _unloading;
    private readonly Dictionary<TraceId, BufferedTrace> _traces = [];
    private readonly PendingTraces _pending = new();
    private readonly KeptTraces _kept = new();
    private readonly TraceJoins _joins = new();
    private readonly WaitingJudgements _judgements = new();
    private readonly BufferedAmounts _amounts;

    /// <param name="options">The policy.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="onLeave">Called when a trace is let go: nothing that comes can change it any more.</param>
    /// <param name="source">Where spans can be read again; null when they must stay in memory. What it throws, whoever asked for a trace is thrown, and can ask again.</param>
    public TraceBuffer(TraceBufferOptions options, TimeProvider timeProvider, Action<BufferedTrace> onLeave, ISpanSource? source = null)
    {
        _options = options;
        _policy = new CompletionPolicy(options, timeProvider);
        _amounts = new BufferedAmounts(options);
        _time = timeProvider;
        _onLeave = onLeave;
        _unloading = new TraceUnloading(source, options, timeProvider);
    }

    public int PendingTraces => _pending.Count;

    public int PendingSpans => _amounts.Spans - _kept.Spans;

    public bool IsEmpty => _traces.Count == 0;

    /// <summary>More waits than may: <see cref="TakeOldest"/> makes room.</summary>
    public bool IsOverLimits => _amounts.IsOver(_kept);

    /// <summary>A span that is here; null when it is not.</summary>
    public Span? Find(TraceId traceId, SpanId spanId) => FindTrace(traceId)?.Find(traceId, spanId);

    /// <summary>What is here of a trace, or of the one that it was joined to; null when nothing is.</summary>
    public BufferedTrace? FindTrace(TraceId traceId) => _traces.TryGetValue(traceId, out var trace) ? trace : null;

    /// <summary>Takes a span in. False when it is here already, as when two providers listen to one source.</summary>
    public bool Add(Span span)
    {
        var trace = Touch(span.TraceId);
        if (trace.Find(span.TraceId, span.SpanId) is not null)
        {
            return false;
        }

        // Before anything is changed: another trace may have to be read.
        var twin = _joins.AddSpan(span, trace);
        trace.Add(span);
        trace.AdoptOrphans(span);
        _judgements.MoveTo(span);
        _amounts.Add(trace, 1, span.EstimatedBytes);
        _ = TryMerge(twin, trace);
        EvictKept();
        return true;
    }

    /// <summary>Takes a log record in, before or after the span that it names, or (a judgement) the span of the response that it names.</summary>
    /// <returns>The trace that it went to; null when it names no span, and nothing is known of its response yet.</returns>
    public BufferedTrace? AddLog(TraceId traceId, SpanId spanId, SpanEvent log) => AddLog(traceId, spanId, log, out _);

    /// <param name="traceId">The trace of the span that it names.</param>
    /// <param name="spanId">The span that it names.</param>
    /// <param name="log">The log record.</param>
    /// <param name="isWaiting">True when it will be moved to the span of the response that it names, should that come.</param>
    /// <inheritdoc cref="AddLog(TraceId, SpanId, SpanEvent)"/>
    public BufferedTrace? AddLog(TraceId traceId, SpanId spanId, SpanEvent log, out bool isWaiting)
    {
        isWaiting = false;
        if (WaitingJudgements.ResponseOf(log) is { } id && !_joins.TryFindResponse(id, ref traceId, ref spanId))
        {
            _judgements.Add(id, log);
            isWaiting = true;
        }

        if (traceId.IsDefault || spanId.IsDefault)
        {
            return null;
        }

        var trace = Touch(traceId);
        if (trace.Find(traceId, spanId) is { } span)
        {
            span.AddLog(log);
        }
        else
        {
            trace.AddOrphan(spanId, log);
        }

        _amounts.Add(trace, 0, log.EstimatedBytes);
        EvictKept();
        return trace;
    }

    /// <summary>Hands out the traces that are complete, and lets go of kept ones whose time is over.</summary>
    /// <param name="due">Receives them, the oldest first. Each must come back by <see cref="Keep"/>.</param>
    /// <param name="intake">How many spans were accepted and had arrived before the last <see cref="Add"/>; null when that is not known.</param>
    public void TakeDue(List<BufferedTrace> due, (long Accepted, long Received)? intake)
    {
        var now = _time.GetTimestamp();
        var first = due.Count;
        _pending.TakeDue(due, _policy, now, intake);
        for (var i = due.Count - 1; i >= first; i--)
        {
            if (due[i].SpanCount == 0)
            {
                // Log records whose span never came.
                LetGo(due[i]);
                due.RemoveAt(i);
            }
        }

        while (_kept.Oldest is { } oldest && _time.GetElapsedTime(oldest.LastTouched, now) >= _options.IdleTimeout)
        {
            LetGo(oldest);
        }

        _unloading.Silent(_pending);
    }

    /// <summary>Of traces that an earlier process has left, and that wait, spans beyond some need not be in memory.</summary>
    public void UnloadLeft() => _unloading.Left(_pending);

    /// <summary>Hands out what can be completed at once.</summary>
    /// <param name="due">Receives the traces, the oldest first.</param>
    /// <param name="final">True when nothing more will come; otherwise traces below a GenAI span that still runs stay: they have no answer yet.</param>
    public void TakeAll(List<BufferedTrace> due, bool final) => _pending.TakeAll(due, final);

    /// <summary>Hands out the traces of which an earlier process has made records: first of all, so that another view of a turn finds the name that its record has.</summary>
    public void TakeNamed(List<BufferedTrace> due) => _pending.TakeNamed(due);

    /// <summary>Hands out the trace that has waited longest, complete or not; null when none holds a span.</summary>
    public BufferedTrace? TakeOldest()
    {
        while (_pending.First is { } oldest)
        {
            if (oldest.SpanCount > 0)
            {
                _ = oldest.Spans;
                _pending.Remove(oldest);
                return oldest;
            }

            LetGo(oldest);
        }

        return null;
    }

    /// <summary>Joins the trace that ended with this tool call to one that answers it. False when no such trace is at hand.</summary>
    public bool TryJoin(string callId, BufferedTrace answering) => TryMerge(_joins.FindCalling(callId), answering);

    /// <summary>As <see cref="TryJoin(string, BufferedTrace)"/>, where the answer came first.</summary>
    public bool TryJoinAnswer(string callId, BufferedTrace calling) => TryMerge(_joins.FindAnswering(callId), calling);

    /// <summary>Joins the trace with another instrumentation's view of this turn. False when no such trace is at hand.</summary>
    public bool TryJoin(SeenTurn turn, BufferedTrace trace) => TryMerge(_joins.FindTwin(turn, trace), trace);

    /// <summary>Keeps a trace that has been evaluated, in case something of it comes late, or belongs to it.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="evaluated">What its evaluation found; null when that failed.</param>
    public void Keep(BufferedTrace trace, IPairEvaluator? evaluated)
    {
        if (trace.BytesElsewhere > _options.MaxBytesElsewhere)
        {
            LetGo(trace);
            return;
        }

        _joins.Set(trace, evaluated);
        trace.LastTouched = _time.GetTimestamp();
        _kept.Add(trace);
        _unloading.Evaluated(trace);
        EvictKept();
    }

    /// <summary>Lets go of the traces that are complete and kept, although something of them may come late.</summary>
    public void LetGoOfKept()
    {
        while (_kept.Oldest is { } kept)
        {
            LetGo(kept);
        }
    }

    /// <summary>Visits the traces that are complete and kept, and hold spans that a later trace might answer. The visitor settles them.</summary>
    public void SettleUnanswered(Action<BufferedTrace> settle) => _kept.SettleUnanswered(settle);

    /// <summary>Lets go of everything.</summary>
    public void Clear()
    {
        LetGoOfKept();
        while (_pending.First is { } pending)
        {
            LetGo(pending);
        }
    }

    private BufferedTrace Touch(TraceId id)
    {
        var now = _time.GetTimestamp();
        if (!_traces.TryGetValue(id, out var trace))
        {
            trace = new BufferedTrace(id) { PendingSince = now };
            _traces.Add(id, trace);
            _pending.Add(trace);
        }
        else if (trace.IsKept)
        {
            _kept.Remove(trace);
            trace.PendingSince = now;
            _pending.Add(trace);
        }

        trace.LastTouched = now;
        _pending.Touch(trace);
        return trace;
    }

    /// <summary>Moves all of one trace into another, which keeps its place; what was kept or pending of the first is so no more. False when there is no other.</summary>
    private bool TryMerge(BufferedTrace? from, BufferedTrace into)
    {
        if (from is null || ReferenceEquals(from, into))
        {
            return false;
        }

        // Before anything is changed: they may have to be read.
        _ = (from.Spans, into.Spans);
        Unlist(from);
        _joins.Move(from, into);
        into.Absorb(from);
        from.IsAbsorbed = true;
        _pending.Touch(into);
        _traces[from.Id] = into;
        foreach (var id in from.JoinedIds ?? [])
        {
            _traces[id] = into;
        }

        return true;
    }

    private void Unlist(BufferedTrace trace)
    {
        if (trace.IsKept)
        {
            _kept.Remove(trace);
        }
        else
        {
            _pending.Remove(trace);
        }
    }

    private void EvictKept()
    {
        while (_kept.Oldest is { } oldest && _amounts.IsOverWith(_kept))
        {
            LetGo(oldest);
        }
    }

    private void LetGo(BufferedTrace trace)
    {
        Unlist(trace);
        _amounts.Remove(trace);
        _joins.Remove(trace);
        _traces.Remove(trace.Id);
        foreach (var id in trace.JoinedIds ?? [])
        {
            _traces.Remove(id);
        }

        _onLeave(trace);
    }
}
