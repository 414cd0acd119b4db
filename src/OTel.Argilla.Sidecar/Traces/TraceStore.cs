using System.Runtime.InteropServices;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Traces;

/// <summary>
/// Where decoded OTLP goes: spans wait here until their trace is complete and go to the consumer then. Spans of any request, in any order, of any
/// number of files or connections. Starts nothing; not thread-safe.
/// </summary>
internal sealed class TraceStore : ITraceIntake
{
    private readonly TraceBuffer _buffer;
    private readonly ITraceConsumer _consumer;
    private readonly Func<TraceId, bool> _accepts;
    private readonly List<BufferedTrace> _due = [];
    private int _next;

    /// <param name="options">When a trace is complete, and how much may wait for that.</param>
    /// <param name="maxLinks">How many spans are remembered at most for their place in the tree.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="consumer">Takes what is complete.</param>
    /// <param name="accepts">Which traces are looked at; null for all.</param>
    /// <param name="source">Where spans can be read again; null when they must stay in memory.</param>
    public TraceStore(
        TraceBufferOptions options, int maxLinks, TimeProvider timeProvider, ITraceConsumer consumer, Func<TraceId, bool>? accepts = null, ISpanSource? source = null)
    {
        DialectCatalog.DefineKeys();
        _consumer = consumer;
        _accepts = accepts ?? (static _ => true);
        Links = new SpanLinks(maxLinks);
        _buffer = new TraceBuffer(options, timeProvider, LetGo, source);
    }

    public SpanLinks Links { get; }

    public int PendingTraces => _buffer.PendingTraces;

    /// <summary>GenAI spans of pending traces.</summary>
    public int PendingSpans => _buffer.PendingSpans;

    /// <summary>Traces that were evaluated before all of the input was there, because too much waited.</summary>
    public int CompletedEarly { get; private set; }

    /// <summary>GenAI spans of traces that are not looked at.</summary>
    public int LeftOut { get; private set; }

    /// <summary>GenAI spans that came twice.</summary>
    public int Repeated { get; private set; }

    /// <summary>Takes over what a request held. The request's bytes may be used for something else afterwards.</summary>
    public void Add(OtlpBatch batch)
    {
        foreach (var link in batch.Links)
        {
            AddLink(link.TraceId, link.SpanId, new SpanPlace(link.ParentSpanId, link.IsError, link.IsParentLocal));
        }

        foreach (var log in batch.Logs)
        {
            log.Event.Own();
            AddLog(log.TraceId, log.SpanId, log.Event);
        }

        foreach (var span in batch.Spans)
        {
            span.Own();
            AddSpan(span);
        }
    }

    /// <summary>Which traces are looked at.</summary>
    public bool Accepts(TraceId traceId) => _accepts(traceId);

    /// <summary>Takes over the place of a span that is not GenAI.</summary>
    public void AddLink(TraceId traceId, SpanId spanId, SpanPlace place)
    {
        if (_accepts(traceId))
        {
            Links.AddOther(traceId, spanId, place);
        }
    }

    /// <summary>Takes over a log record; one without a trace is of a response of any trace.</summary>
    public void AddLog(TraceId traceId, SpanId spanId, SpanEvent log)
    {
        if (traceId.IsDefault || _accepts(traceId))
        {
            TakeLog(traceId, spanId, log, out _);
            MakeRoom();
        }
    }

    /// <summary>Takes over the place of a span of a trace of which something GenAI waits.</summary>
    public void TakeLink(TraceId traceId, SpanId spanId, SpanPlace place)
    {
        Links.Hold(traceId);
        Links.AddOther(traceId, spanId, place);
    }

    /// <summary>Takes over a GenAI span whose bytes are its own.</summary>
    public void AddSpan(OtlpSpan span)
    {
        if (!_accepts(span.TraceId))
        {
            LeftOut++;
            return;
        }

        TakeSpan(span);
        MakeRoom();
    }

    /// <summary>As <see cref="AddLog"/>, of a trace that is looked at; room is made later.</summary>
    /// <param name="traceId">The trace that it names.</param>
    /// <param name="spanId">The span that it names.</param>
    /// <param name="log">The log record.</param>
    /// <param name="isWaiting">True when it will be moved to the span of the response that it names, should that come.</param>
    /// <returns>The trace that it went to.</returns>
    public BufferedTrace? TakeLog(TraceId traceId, SpanId spanId, SpanEvent log, out bool isWaiting)
    {
        var trace = _buffer.AddLog(traceId, spanId, log, out isWaiting);
        if (trace is not null)
        {
            Links.Hold(trace.Id);
        }

        return trace;
    }

    /// <summary>As <see cref="AddSpan"/>, of a trace that is looked at; room is made later.</summary>
    public void TakeSpan(OtlpSpan span)
    {
        span.Links = Links;
        Links.Hold(span.TraceId);
        Links.AddGenAI(span);
        Repeated += _buffer.Add(span) ? 0 : 1;
    }

    /// <summary>A GenAI span that is here; null when it is not.</summary>
    public Span? Find(TraceId traceId, SpanId spanId) => _buffer.Find(traceId, spanId);

    /// <summary>Evaluates the oldest traces until what waits is within its bounds.</summary>
    public void MakeRoom()
    {
        while (_buffer.IsOverLimits && _buffer.TakeOldest() is { } oldest)
        {
            CompletedEarly++;
            Run(oldest);
        }
    }

    /// <summary>Evaluates some of the oldest traces, complete or not, and lets go of those that were evaluated: what they were kept in is needed for others.</summary>
    public void GiveUpOldest(int most)
    {
        for (; most > 0 && _buffer.TakeOldest() is { } oldest; most--)
        {
            CompletedEarly++;
            Run(oldest);
        }

        _buffer.LetGoOfKept();
    }

    /// <summary>Hands over what is complete by now: for spans that come from running apps.</summary>
    public void CompleteDue()
    {
        FindDue();
        RunDue(int.MaxValue);
    }

    /// <summary>Looks for what is complete by now, to be handed over by <see cref="RunDue"/>.</summary>
    public void FindDue()
    {
        var first = _due.Count;
        _buffer.TakeDue(_due, null);
        SortByStart(first);
    }

    /// <inheritdoc cref="TraceBuffer.UnloadLeft"/>
    public void UnloadLeft() => _buffer.UnloadLeft();

    /// <summary>As <see cref="FindDue"/>, for traces of which an earlier process has made records.</summary>
    public void FindNamed() => _buffer.TakeNamed(_due);

    /// <summary>Hands over some of what is complete. False when nothing of it is left.</summary>
    public bool RunDue(int most)
    {
        for (; _next < _due.Count && most > 0; _next++, most--)
        {
            if (!_due[_next].IsAbsorbed)
            {
                // Where they cannot be read, it stays the next one.
                _ = _due[_next].Spans;
                Run(_due[_next]);
            }
        }

        if (_next < _due.Count)
        {
            return true;
        }

        _due.Clear();
        _next = 0;
        return false;
    }

    /// <summary>Nothing more will come: hands over everything, the earlier trace first, since a later one may answer it.</summary>
    public void CompleteAll()
    {
        CompleteTraces();
        _buffer.SettleUnanswered(_consumer.Settle);
        _buffer.Clear();
    }

    /// <summary>Of the traces that are here nothing more will come; what they leave open may be answered by others.</summary>
    public void CompleteTraces()
    {
        // A trace may hold judgements of one that was evaluated before it: then that is pending again.
        for (_buffer.TakeAll(_due, final: true); _due.Count > 0; _buffer.TakeAll(_due, final: true))
        {
            SortByStart(0);
            RunDue(int.MaxValue);
        }
    }

    private void Run(BufferedTrace trace)
    {
        _consumer.Run(trace, _buffer);
        Links.Release(trace.Id);
        foreach (var id in trace.JoinedIds ?? [])
        {
            Links.Release(id);
        }
    }

    private void LetGo(BufferedTrace trace)
    {
        _consumer.Settle(trace);
        Links.Forget(trace.Id);
        foreach (var id in trace.JoinedIds ?? [])
        {
            Links.Forget(id);
        }
    }

    /// <summary>The earlier trace first, since a later one may answer it, or be another view of it.</summary>
    private void SortByStart(int first)
    {
        var due = CollectionsMarshal.AsSpan(_due)[first..];
        var starts = new long[due.Length];
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = due[i].StartUnixNano;
        }

        starts.AsSpan().Sort(due);
    }
}
