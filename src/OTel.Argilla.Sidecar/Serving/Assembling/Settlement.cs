using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Journal;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>
/// Knows what the journal holds for nothing any more: the units of a trace that was let go, once all records that were made of it are safe. What is settled
/// together goes to the journal together, so that after a crash of no trace a part is left. Traces are settled together when they were joined, and
/// one that has judged another is settled with that: the judgement was in memory alone.
/// </summary>
/// <remarks>Threading: <see cref="SetSafe"/> may be called from any thread, all else from the assembler's.</remarks>
internal sealed class Settlement(IJournal journal, ChunkCache cache)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TraceId, Holding> _open = [];
    private readonly Dictionary<RecordDocument, Holding> _records = [];
    private readonly List<Holding> _ready = [];
    private readonly List<OpenChunk> _changed = [];
    private readonly List<(OpenChunk Chunk, int Unit)> _settled = [];

    /// <summary>How many bytes the chunks take of which something is needed.</summary>
    public long OpenBytes { get; private set; }

    /// <summary>The unit is needed for this trace.</summary>
    public void Add(TraceId trace, OpenChunk chunk, int unit)
    {
        chunk.Open();
        lock (_lock)
        {
            HoldingOf(trace).Add(chunk, unit);
        }
    }

    /// <summary>The unit, which is open already, is needed for this trace.</summary>
    public void Use(TraceId trace, OpenChunk chunk, int unit)
    {
        lock (_lock)
        {
            HoldingOf(trace).Add(chunk, unit);
        }
    }

    /// <summary>Something GenAI of the trace waits, so that what comes of it is needed until it is let go.</summary>
    public bool Holds(TraceId trace) => _open.ContainsKey(trace);

    /// <summary>Adds the units that are needed for the trace, in the order in which they came.</summary>
    public void Find(TraceId trace, List<(OpenChunk Chunk, int Unit)> target)
    {
        lock (_lock)
        {
            if (_open.TryGetValue(trace, out var holding))
            {
                holding.CopyUnitsTo(target);
            }
        }
    }

    /// <summary>The unit is of no use any more.</summary>
    public void Drop(OpenChunk chunk, int unit)
    {
        chunk.Settle(unit);
        if (!chunk.HasChanged)
        {
            chunk.HasChanged = true;
            _changed.Add(chunk);
        }
    }

    /// <summary>The chunk has been read to its end, and may hold nothing.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="length">How many bytes of the journal it takes.</param>
    public void Close(OpenChunk chunk, int length)
    {
        chunk.Length = length;
        OpenBytes += length;
        if (chunk.IsDone && !chunk.HasChanged)
        {
            chunk.HasChanged = true;
            _changed.Add(chunk);
        }
    }

    /// <summary>A span of one trace has judged another trace, which now holds the judgement.</summary>
    public void SetJudged(TraceId by, TraceId judged)
    {
        lock (_lock)
        {
            HoldingOf(by).AddJudged(judged);
            _ = HoldingOf(judged);
        }
    }

    /// <summary>The record was made of the trace, and is about to be handed to delivery.</summary>
    public void Await(TraceId trace, RecordDocument record)
    {
        lock (_lock)
        {
            var holding = HoldingOf(trace);
            holding.UnsafeRecords++;
            _records.Add(record, holding);
        }
    }

    /// <summary>The record cannot be lost any more.</summary>
    public void SetSafe(RecordDocument record)
    {
        lock (_lock)
        {
            if (!_records.Remove(record, out var holding))
            {
                return;
            }

            while (holding.Successor is { } successor)
            {
                holding = successor;
            }

            holding.UnsafeRecords--;
            AddIfReady(holding);
        }
    }

    /// <summary>Nothing that comes can change these traces, which were joined, any more.</summary>
    public void LetGo(TraceId trace, IReadOnlyList<TraceId> joined)
    {
        lock (_lock)
        {
            _open.Remove(trace, out var whole);
            for (var i = 0; i < joined.Count; i++)
            {
                if (_open.Remove(joined[i], out var part))
                {
                    whole ??= new Holding();
                    whole.Absorb(part);
                }
            }

            if (whole is null)
            {
                return;
            }

            foreach (var judged in whole.Judged)
            {
                if (_open.TryGetValue(judged, out var other))
                {
                    other.Absorb(whole);
                    return;
                }
            }

            whole.IsLetGo = true;
            AddIfReady(whole);
        }
    }

    /// <summary>As <see cref="LetGo"/>, of a trace whose spans could not be read: what the journal holds of it stays there, for a later process.</summary>
    public void Leave(TraceId trace, IReadOnlyList<TraceId> joined)
    {
        lock (_lock)
        {
            _open.Remove(trace);
            foreach (var id in joined)
            {
                _open.Remove(id);
            }
        }
    }

    /// <summary>Tells the journal what has been settled.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            foreach (var holding in _ready)
            {
                holding.CopyUnitsTo(_settled);
            }

            _ready.Clear();
        }

        foreach (var (chunk, unit) in _settled)
        {
            Drop(chunk, unit);
        }

        _settled.Clear();

        if (_changed.Count == 0)
        {
            return;
        }

        var settled = new SettledChunk[_changed.Count];
        for (var i = 0; i < settled.Length; i++)
        {
            var chunk = _changed[i];
            chunk.HasChanged = false;
            settled[i] = new SettledChunk(chunk.Id, chunk.IsDone ? null : chunk.SettledBits());
            if (chunk.IsDone)
            {
                OpenBytes -= chunk.Length;
                cache.Remove(chunk.Id);
            }
        }

        _changed.Clear();
        journal.Settle(settled);
    }

    private Holding HoldingOf(TraceId trace)
    {
        if (!_open.TryGetValue(trace, out var holding))
        {
            _open.Add(trace, holding = new Holding());
        }

        return holding;
    }

    private void AddIfReady(Holding holding)
    {
        if (holding.CanBeSettled)
        {
            _ready.Add(holding);
        }
    }
}
