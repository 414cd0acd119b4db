namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Traces that have been evaluated, the oldest first, and what they hold together.</summary>
internal sealed class KeptTraces
{
    private readonly LinkedList<BufferedTrace> _traces = [];

    public int Spans { get; private set; }

    /// <summary>Estimated memory.</summary>
    public long Bytes { get; private set; }

    public BufferedTrace? Oldest => _traces.First?.Value;

    public LinkedList<BufferedTrace> All => _traces;

    public void Add(BufferedTrace trace)
    {
        trace.IsKept = true;
        _traces.AddLast(trace.Node);
        Spans += trace.Spans.Count;
        Bytes += trace.Bytes;
    }

    /// <summary>Before anything is added to the trace, so that what was counted is taken back.</summary>
    public void Remove(BufferedTrace trace)
    {
        trace.IsKept = false;
        _traces.Remove(trace.Node);
        Spans -= trace.Spans.Count;
        Bytes -= trace.Bytes;
    }
}
