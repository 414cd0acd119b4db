namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Traces that something may still come of, the oldest first.</summary>
internal sealed class PendingTraces
{
    private readonly LinkedList<BufferedTrace> _traces = [];

    public int Count => _traces.Count;

    public LinkedListNode<BufferedTrace>? First => _traces.First;

    public void Add(BufferedTrace trace) => _traces.AddLast(trace.Node);

    public void Remove(BufferedTrace trace) => _traces.Remove(trace.Node);

    /// <inheritdoc cref="TraceBuffer.TakeAll"/>
    public void TakeAll(List<BufferedTrace> due, bool final)
    {
        for (var node = _traces.First; node is not null;)
        {
            var trace = node.Value;
            node = node.Next;
            if (trace.Spans.Count > 0 && (final || !CompletionPolicy.IsInsideRunningInteraction(trace)))
            {
                _traces.Remove(trace.Node);
                due.Add(trace);
            }
        }
    }
}
