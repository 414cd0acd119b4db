namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Kept traces by the words of their records.</summary>
internal sealed class SeenTurnIndex
{
    /// <summary>Where every request says the same, only the latest are looked at: twins are told by their time.</summary>
    private const int SearchLimit = 64;

    /// <summary>The latest of each.</summary>
    private readonly Dictionary<long, SeenTurn> _byWords = [];

    public void Add(BufferedTrace trace, IReadOnlyList<SeenTurn> turns)
    {
        Remove(trace);
        if (turns.Count == 0)
        {
            return;
        }

        trace.SeenTurns = [.. turns];
        foreach (var one in trace.SeenTurns)
        {
            one.Trace = trace;
            if (_byWords.TryGetValue(one.Words, out var same))
            {
                one.Earlier = same;
                same.Later = one;
            }

            _byWords[one.Words] = one;
        }
    }

    /// <summary>The trace with the other view of this turn, the nearest in time; null when none is kept.</summary>
    public BufferedTrace? FindTwin(SeenTurn turn, BufferedTrace trace)
    {
        SeenTurn? found = null;
        var other = _byWords.TryGetValue(turn.Words, out var latest) ? latest : null;
        for (var i = 0; other is not null && i < SearchLimit; i++, other = other.Earlier)
        {
            if (!ReferenceEquals(other.Trace, trace) && turn.MayBeTwinOf(other) && (found is null || turn.Distance(other) < turn.Distance(found)))
            {
                found = other;
            }
        }

        return found?.Trace;
    }

    public void Remove(BufferedTrace trace)
    {
        foreach (var one in trace.SeenTurns ?? [])
        {
            Remove(one);
        }

        trace.SeenTurns = null;
    }

    private void Remove(SeenTurn one)
    {
        if (one.Earlier is { } earlier)
        {
            earlier.Later = one.Later;
        }

        if (one.Later is { } later)
        {
            later.Earlier = one.Earlier;
        }
        else if (one.Earlier is { } latest)
        {
            _byWords[one.Words] = latest;
        }
        else
        {
            _byWords.Remove(one.Words);
        }

        one.Earlier = one.Later = null;
    }
}
