using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>What the journal holds of one trace, or of several that are settled together, and what that waits for. Under the lock of <see cref="Settlement"/>.</summary>
internal sealed class Holding
{
    // Mostly its spans and the name of its record: that takes no list.
    private (OpenChunk Chunk, int Unit) _first;
    private (OpenChunk Chunk, int Unit) _second;
    private List<(OpenChunk Chunk, int Unit)>? _more;
    private List<TraceId>? _judged;

    /// <summary>Records that may still be lost with the process.</summary>
    public int UnsafeRecords { get; set; }

    /// <summary>Nothing that comes can change its traces any more.</summary>
    public bool IsLetGo { get; set; }

    /// <summary>The one that has taken it over.</summary>
    public Holding? Successor { get; private set; }

    public bool CanBeSettled => IsLetGo && UnsafeRecords == 0 && Successor is null;

    /// <summary>Traces that spans of this one have judged.</summary>
    public IReadOnlyList<TraceId> Judged => (IReadOnlyList<TraceId>?)_judged ?? [];

    public void Add(OpenChunk chunk, int unit)
    {
        if (_first.Chunk is null)
        {
            _first = (chunk, unit);
        }
        else if (_second.Chunk is null)
        {
            _second = (chunk, unit);
        }
        else
        {
            (_more ??= new(1)).Add((chunk, unit));
        }
    }

    public void AddJudged(TraceId trace) => (_judged ??= new(1)).Add(trace);

    /// <summary>Takes over what the other one has, and waits for what that waits for.</summary>
    public void Absorb(Holding other)
    {
        var units = new List<(OpenChunk Chunk, int Unit)>();
        other.CopyUnitsTo(units);
        foreach (var (chunk, unit) in units)
        {
            Add(chunk, unit);
        }

        foreach (var trace in other._judged ?? [])
        {
            AddJudged(trace);
        }

        UnsafeRecords += other.UnsafeRecords;
        other.Successor = this;
    }

    /// <summary>Adds its units, in the order in which they came.</summary>
    public void CopyUnitsTo(List<(OpenChunk Chunk, int Unit)> target)
    {
        if (_first.Chunk is not null)
        {
            target.Add(_first);
        }

        if (_second.Chunk is not null)
        {
            target.Add(_second);
        }

        if (_more is not null)
        {
            target.AddRange(_more);
        }
    }
}
