namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Traces that something may still come of, the oldest first. Those that wait for nothing but time to pass are not looked at before it has: there may be tens of thousands.
/// </summary>
internal sealed class PendingTraces
{
    private static readonly Comparison<BufferedTrace> ByOrder = static (one, other) => one.PendingOrder.CompareTo(other.PendingOrder);

    private readonly ListOf<BufferedTrace> _traces = new();

    /// <summary>Those to be looked at, in any order.</summary>
    private readonly List<BufferedTrace> _watched = [];

    /// <summary>Those that are closed, by the time since when. One that something has come of since then is not meant any more.</summary>
    private readonly Queue<(BufferedTrace Trace, long ClosedAt)> _resting = new();

    private readonly List<BufferedTrace> _found = [];
    private long _lastOrder;

    public int Count => _traces.Count;

    public BufferedTrace? First => _traces.First;

    public void Add(BufferedTrace trace)
    {
        trace.PendingOrder = ++_lastOrder;
        _traces.AddLast(trace);
        Watch(trace);
    }

    /// <summary>Something has come of it, or it holds more than before.</summary>
    public void Touch(BufferedTrace trace)
    {
        trace.ClosedAt = null;
        if (trace.List == _traces)
        {
            Watch(trace);
        }
    }

    public void Remove(BufferedTrace trace)
    {
        _traces.Remove(trace);
        Unwatch(trace);
    }

    /// <summary>Takes out those that are complete.</summary>
    public void TakeDue(List<BufferedTrace> due, CompletionPolicy policy, long now, (long Accepted, long Received)? intake)
    {
        while (_resting.Count > 0 && policy.IsRestOver(_resting.Peek().ClosedAt, now, intake))
        {
            var (trace, closedAt) = _resting.Dequeue();
            if (trace.List == _traces && trace.ClosedAt == closedAt)
            {
                Watch(trace);
            }
        }

        for (var i = _watched.Count - 1; i >= 0; i--)
        {
            var trace = _watched[i];
            if (policy.IsComplete(trace, now, intake))
            {
                Remove(trace);
                _found.Add(trace);
            }
            else if (policy.IsAtRest(trace, now, intake))
            {
                Unwatch(trace);
                _resting.Enqueue((trace, trace.ClosedAt!.Value));
            }
        }

        _found.Sort(ByOrder);
        due.AddRange(_found);
        _found.Clear();
    }

    /// <summary>Unloads such traces until no more than so many spans are in memory.</summary>
    public void Unload(ISpanSource source, Func<BufferedTrace, bool> which, int most)
    {
        var loaded = 0;
        foreach (var trace in _watched)
        {
            loaded += trace.IsLoaded ? trace.SpanCount : 0;
        }

        for (var i = 0; i < _watched.Count && loaded > most; i++)
        {
            if (_watched[i].IsLoaded && which(_watched[i]))
            {
                // Of those that were never looked at, one is as good as another.
                _watched[i].Witness ??= _watched[i].Spans.FirstOrDefault();
                _watched[i].Unload(source);
                loaded -= _watched[i].IsLoaded ? 0 : _watched[i].SpanCount;
            }
        }
    }

    /// <inheritdoc cref="TraceBuffer.TakeAll"/>
    public void TakeAll(List<BufferedTrace> due, bool final)
    {
        for (BufferedTrace? trace = _traces.First, next; trace is not null; trace = next)
        {
            next = trace.Next;
            if (trace.SpanCount > 0 && (final || !CompletionPolicy.IsInsideRunningInteraction(trace)))
            {
                Remove(trace);
                due.Add(trace);
            }
        }
    }

    /// <inheritdoc cref="TraceBuffer.TakeNamed"/>
    public void TakeNamed(List<BufferedTrace> due)
    {
        for (BufferedTrace? trace = _traces.First, next; trace is not null; trace = next)
        {
            next = trace.Next;
            if (trace.HasRecord && !CompletionPolicy.IsInsideRunningInteraction(trace))
            {
                Remove(trace);
                due.Add(trace);
            }
        }
    }

    private void Watch(BufferedTrace trace)
    {
        if (trace.WatchedAt < 0)
        {
            trace.WatchedAt = _watched.Count;
            _watched.Add(trace);
        }
    }

    private void Unwatch(BufferedTrace trace)
    {
        if (trace.WatchedAt < 0)
        {
            return;
        }

        // The last one takes its place.
        var last = _watched[_watched.Count - 1];
        _watched[trace.WatchedAt] = last;
        last.WatchedAt = trace.WatchedAt;
        _watched.RemoveAt(_watched.Count - 1);
        trace.WatchedAt = -1;
    }
}
