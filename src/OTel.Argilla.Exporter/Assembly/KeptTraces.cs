namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Traces that have been evaluated, the oldest first, and what they hold together.</summary>
internal sealed class KeptTraces
{
    private readonly ListOf<BufferedTrace> _traces = new();
    private readonly HashSet<BufferedTrace> _unanswered = [];

    public int Spans { get; private set; }

    /// <summary>Estimated memory.</summary>
    public long Bytes { get; private set; }

    public BufferedTrace? Oldest => _traces.First;

    public void Add(BufferedTrace trace)
    {
        trace.IsKept = true;
        _traces.AddLast(trace);
        Spans += trace.SpanCount;
        Bytes += trace.Bytes;
        if (trace.Unanswered is not null)
        {
            _ = _unanswered.Add(trace);
        }
    }

    /// <summary>Before anything is added to the trace, so that what was counted is taken back.</summary>
    public void Remove(BufferedTrace trace)
    {
        trace.IsKept = false;
        _traces.Remove(trace);
        Spans -= trace.SpanCount;
        Bytes -= trace.Bytes;
        if (trace.Unanswered is not null)
        {
            _ = _unanswered.Remove(trace);
        }
    }

    /// <summary>Hands those with unanswered spans to whoever brings these to an end: there are few, among thousands.</summary>
    public void SettleUnanswered(Action<BufferedTrace> settle)
    {
        foreach (var trace in _unanswered)
        {
            settle(trace);
        }

        _unanswered.Clear();
    }
}
