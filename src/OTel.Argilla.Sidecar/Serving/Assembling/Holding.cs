using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>What the journal holds of one trace, or of several that are settled together, and what that waits for. Under the lock of <see cref="Settlement"/>.</summary>
internal sealed class Holding
{
    private OpenChunk? _chunk;
    private int _unit;
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
        if (_chunk is null)
        {
            (_chunk, _unit) = (chunk, unit);
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
        if (other._chunk is not null)
        {
            Add(other._chunk, other._unit);
        }

        foreach (var (chunk, unit) in other._more ?? [])
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

    /// <summary>Its units.</summary>
    public IEnumerable<(OpenChunk Chunk, int Unit)> Units()
    {
        if (_chunk is null)
        {
            yield break;
        }

        yield return (_chunk, _unit);
        foreach (var unit in _more ?? [])
        {
            yield return unit;
        }
    }
}
