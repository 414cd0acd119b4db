namespace OTel.Argilla.Exporter.Spans;

/// <summary>The log records of a span, each once: senders that get no answer send again what was taken.</summary>
internal sealed class LogList : IReadOnlyList<SpanEvent>
{
    /// <summary>Up to here it is cheaper to look at each.</summary>
    private const int SearchLimit = 32;

    private readonly List<SpanEvent> _logs = new(1);
    private HashSet<SpanEvent>? _known;

    public int Count => _logs.Count;

    public SpanEvent this[int index] => _logs[index];

    /// <summary>Adds a log record, unless it is here already.</summary>
    public void Add(SpanEvent log)
    {
        if (_known is null && _logs.Count >= SearchLimit)
        {
            _known = [.. _logs];
        }

        if (_known is null ? !_logs.Contains(log) : _known.Add(log))
        {
            _logs.Add(log);
        }
    }

    public List<SpanEvent>.Enumerator GetEnumerator() => _logs.GetEnumerator();

    IEnumerator<SpanEvent> IEnumerable<SpanEvent>.GetEnumerator() => _logs.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => _logs.GetEnumerator();
}
