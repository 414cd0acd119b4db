namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Kept traces by the words of their records, those with the same words by their start: twins are told by their time, in whatever order traces become complete.
/// </summary>
internal sealed class SeenTurnIndex
{
    /// <summary>Where every request says the same, only those that began last before the end of a turn are looked at.</summary>
    private const int SearchLimit = 64;

    /// <summary>Steps along those that began later: traces become complete nearly in the order in which they began.</summary>
    private const int StepLimit = 4096;

    /// <summary>The one of each that began last.</summary>
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
            Insert(one);
        }
    }

    /// <summary>The trace with the other view of this turn, the nearest in time; null when none is kept.</summary>
    public BufferedTrace? FindTwin(SeenTurn turn, BufferedTrace trace)
    {
        SeenTurn? found = null;
        var other = _byWords.TryGetValue(turn.Words, out var latest) ? latest : null;
        for (var i = 0; other is not null && i < StepLimit && other.BeginsAfterEndOf(turn); i++)
        {
            other = other.Earlier;
        }

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

    private void Insert(SeenTurn one)
    {
        if (!_byWords.TryGetValue(one.Words, out SeenTurn? before))
        {
            _byWords.Add(one.Words, one);
            return;
        }

        SeenTurn? after = null;
        for (var i = 0; before is not null && i < StepLimit && before.BeginsAfter(one); i++)
        {
            (before, after) = (before.Earlier, before);
        }

        (one.Earlier, one.Later) = (before, after);
        if (before is not null)
        {
            before.Later = one;
        }

        if (after is not null)
        {
            after.Earlier = one;
        }
        else
        {
            _byWords[one.Words] = one;
        }
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
