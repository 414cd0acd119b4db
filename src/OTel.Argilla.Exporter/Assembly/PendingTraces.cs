namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Traces that something may still come of, the oldest first.</summary>
internal sealed class PendingTraces
{
    private readonly ListOf<BufferedTrace> _traces = new();

    public int Count => _traces.Count;

    public BufferedTrace? First => _traces.First;

    public void Add(BufferedTrace trace) => _traces.AddLast(trace);

    public void Remove(BufferedTrace trace) => _traces.Remove(trace);

    /// <inheritdoc cref="TraceBuffer.TakeAll"/>
    public void TakeAll(List<BufferedTrace> due, bool final)
    {
        for (BufferedTrace? trace = _traces.First, next; trace is not null; trace = next)
        {
            next = trace.Next;
            if (trace.Spans.Count > 0 && (final || !CompletionPolicy.IsInsideRunningInteraction(trace)))
            {
                _traces.Remove(trace);
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
            if (trace.Spans.Exists(static span => span.HasRecord) && !CompletionPolicy.IsInsideRunningInteraction(trace))
            {
                _traces.Remove(trace);
                due.Add(trace);
            }
        }
    }
}
