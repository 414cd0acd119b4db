namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Kept traces by the ids of tool calls, or threads, of which they hold one half.</summary>
internal sealed class TracesByCall
{
    private readonly Dictionary<string, BufferedTrace> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<BufferedTrace, string[]> _idsOf = [];

    public BufferedTrace? Find(string id) => _byId.TryGetValue(id, out var trace) ? trace : null;

    /// <summary>These are the ids of the trace now.</summary>
    public void Set(BufferedTrace trace, IReadOnlyList<string> ids)
    {
        Remove(trace);
        if (ids.Count == 0)
        {
            return;
        }

        _idsOf.Add(trace, [.. ids]);
        foreach (var id in ids)
        {
            _byId[id] = trace;
        }
    }

    public void Remove(BufferedTrace trace)
    {
        if (!_idsOf.TryGetValue(trace, out var ids))
        {
            return;
        }

        _idsOf.Remove(trace);
        foreach (var id in ids)
        {
            if (ReferenceEquals(Find(id), trace))
            {
                _byId.Remove(id);
            }
        }
    }
}
