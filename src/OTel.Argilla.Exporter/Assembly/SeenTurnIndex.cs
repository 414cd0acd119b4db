namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Kept traces by the words of their records, those with the same words by their start: twins are told by their time, in whatever order traces become complete.
/// </summary>
internal sealed class SeenTurnIndex
{
    /// <summary>Where every request says the same, only those that began last before the end of a turn are looked at.</summary>
    private const int SearchLimit = 64;

    /// <summary>Words of one turn alone, as most are.</summary>
    private readonly Dictionary<long, SeenTurn> _single = [];

    /// <summary>Words of several, by their start.</summary>
    private readonly Dictionary<long, List<SeenTurn>> _groups = [];

    private long _number;

    public void Add(BufferedTrace trace, IReadOnlyList<SeenTurn> turns)
    {
        Remove(trace);
        for (var i = 0; i < turns.Count; i++)
        {
            var one = turns[i];
            one.Trace = trace;
            one.Number = ++_number;
            one.Next = trace.LastTurn;
            trace.LastTurn = one;
            Add(one);
        }
    }

    /// <summary>The trace with the other view of this turn, the nearest in time; null when none is kept.</summary>
    public BufferedTrace? FindTwin(SeenTurn turn, BufferedTrace trace)
    {
        if (_single.TryGetValue(turn.Words, out var other))
        {
            return !ReferenceEquals(other.Trace, trace) && turn.MayBeTwinOf(other) ? other.Trace : null;
        }

        if (!_groups.TryGetValue(turn.Words, out var group))
        {
            return null;
        }

        SeenTurn? found = null;
        var last = FirstAfterEndOf(turn, group) - 1;
        for (var i = last; i >= 0 && last - i < SearchLimit; i--)
        {
            other = group[i];
            if (!ReferenceEquals(other.Trace, trace) && turn.MayBeTwinOf(other) && (found is null || turn.Distance(other) < turn.Distance(found)))
            {
                found = other;
            }
        }

        return found?.Trace;
    }

    public void Remove(BufferedTrace trace)
    {
        for (var one = trace.LastTurn; one is not null; one = one.Next)
        {
            Remove(one);
        }

        trace.LastTurn = null;
    }

    private void Add(SeenTurn one)
    {
        if (!_groups.TryGetValue(one.Words, out var group))
        {
            if (!_single.TryGetValue(one.Words, out var other))
            {
                _single.Add(one.Words, one);
                return;
            }

            _single.Remove(one.Words);
            _groups.Add(one.Words, group = [other]);
        }

        // Traces become complete nearly in the order in which they began: mostly this is the end.
        group.Insert(~group.BinarySearch(one, SeenTurn.ByStart), one);
    }

    private void Remove(SeenTurn one)
    {
        if (!_groups.TryGetValue(one.Words, out var group))
        {
            _single.Remove(one.Words);
            return;
        }

        group.RemoveAt(group.BinarySearch(one, SeenTurn.ByStart));
        if (group.Count == 0)
        {
            _groups.Remove(one.Words);
        }
    }

    private static int FirstAfterEndOf(SeenTurn turn, List<SeenTurn> group)
    {
        var (low, high) = (0, group.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = group[middle].BeginsAfterEndOf(turn) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
