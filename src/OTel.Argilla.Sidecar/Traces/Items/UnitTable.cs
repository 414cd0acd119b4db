using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Traces.Items;

/// <summary>Numbers the traces of a chunk in the order in which they come. Reused.</summary>
internal sealed class UnitTable
{
    private TraceId[] _traces = new TraceId[16];
    private int[] _slots = new int[32];

    public int Count { get; private set; }

    /// <summary>The number of the trace's unit; a new one when the trace was not there yet.</summary>
    public int Get(TraceId trace, out bool isNew)
    {
        for (var slot = SlotOf(trace); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            var unit = _slots[slot] - 1;
            isNew = unit < 0;
            if (isNew)
            {
                return Add(trace, slot);
            }

            if (_traces[unit] == trace)
            {
                return unit;
            }
        }
    }

    /// <summary>A unit that nothing else is of.</summary>
    public int AddAlone(TraceId trace)
    {
        if (Count == _traces.Length)
        {
            Array.Resize(ref _traces, Count * 2);
        }

        _traces[Count] = trace;
        return Count++;
    }

    public void Clear()
    {
        Count = 0;
        Array.Clear(_slots);
    }

    private int Add(TraceId trace, int slot)
    {
        var unit = AddAlone(trace);
        _slots[slot] = unit + 1;
        if (Count * 2 > _slots.Length)
        {
            Grow();
        }

        return unit;
    }

    private void Grow()
    {
        var known = _slots;
        _slots = new int[known.Length * 2];
        foreach (var entry in known)
        {
            if (entry == 0)
            {
                continue;
            }

            var slot = SlotOf(_traces[entry - 1]);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = entry;
        }
    }

    /// <summary>Trace ids are random only where their makers follow the specification: they are mixed first.</summary>
    private int SlotOf(TraceId trace) => trace.GetHashCode() & (_slots.Length - 1);
}
