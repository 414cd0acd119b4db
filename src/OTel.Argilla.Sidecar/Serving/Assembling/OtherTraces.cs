using System.Runtime.InteropServices;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>
/// Traces of which nothing GenAI has come. Of each it is known where in the journal its spans' places lie, some 70 bytes for each trace and chunk, and they are read
/// when something GenAI comes of it. Those that have been silent are settled; when there are too many, the oldest. Of the assembler's thread.
/// </summary>
internal sealed class OtherTraces(Settlement settlement, int most)
{
    private readonly Dictionary<TraceId, UnitPlace> _newest = [];
    private readonly List<OpenChunk?> _slots = [null];
    private readonly Stack<int> _free = new();
    private readonly Queue<(OpenChunk Chunk, long Time)> _order = new();

    public int Count => _newest.Count;

    /// <summary>A unit of the chunk that is being taken in is of such a trace.</summary>
    public void Add(TraceId trace, OpenChunk chunk, int unit)
    {
        chunk.Open();
        if (chunk.Others is null)
        {
            chunk.Others = new OtherUnits();
            chunk.Slot = TakeSlot(chunk);
        }

        ref var newest = ref CollectionsMarshal.GetValueRefOrAddDefault(_newest, trace, out _);
        chunk.Others.Set(unit, trace, newest);
        newest = new UnitPlace(chunk.Slot, unit);
    }

    /// <summary>The chunk was taken in.</summary>
    public void End(OpenChunk chunk, long now)
    {
        if (chunk.Others is not { } others)
        {
            return;
        }

        others.End();
        _order.Enqueue((chunk, now));
        while (_newest.Count > most && _order.TryDequeue(out var oldest))
        {
            Forget(oldest.Chunk);
        }
    }

    /// <summary>Where the places of the trace's spans lie; nothing when it is none of these.</summary>
    public void Find(TraceId trace, List<(OpenChunk Chunk, int Unit)> units)
    {
        _newest.TryGetValue(trace, out var place);
        for (; place.Slot != 0; place = _slots[place.Slot]!.Others!.Earlier[place.Unit])
        {
            units.Add((_slots[place.Slot]!, place.Unit));
        }
    }

    /// <summary>It is none of these any more; its units are somebody else's.</summary>
    public void Remove(TraceId trace)
    {
        _newest.Remove(trace, out var place);
        while (place.Slot != 0)
        {
            place = Remove(_slots[place.Slot]!, place.Unit);
        }
    }

    /// <summary>Settles the traces of which nothing has come since then.</summary>
    public void ForgetSilent(long since)
    {
        while (_order.TryPeek(out var oldest) && oldest.Time < since)
        {
            _order.Dequeue();
            Forget(oldest.Chunk);
        }
    }

    /// <summary>Settles those traces of the chunk of which nothing has come later.</summary>
    private void Forget(OpenChunk chunk)
    {
        if (chunk.Others is not { } others)
        {
            return;
        }

        for (var unit = 0; unit < others.Traces.Count; unit++)
        {
            var trace = others.Traces[unit];
            if (trace.IsDefault || !_newest.TryGetValue(trace, out var place) || place != new UnitPlace(chunk.Slot, unit))
            {
                continue;
            }

            _newest.Remove(trace);
            while (place.Slot != 0)
            {
                var (at, unitAt) = (_slots[place.Slot]!, place.Unit);
                place = Remove(at, unitAt);
                settlement.Drop(at, unitAt);
            }
        }
    }

    /// <summary>Removes one unit, and gives the place of the one before it.</summary>
    private UnitPlace Remove(OpenChunk chunk, int unit)
    {
        var others = chunk.Others!;
        var earlier = others.Remove(unit);
        if (others.Count == 0)
        {
            _slots[chunk.Slot] = null;
            _free.Push(chunk.Slot);
            chunk.Others = null;
        }

        return earlier;
    }

    private int TakeSlot(OpenChunk chunk)
    {
        if (_free.TryPop(out var slot))
        {
            _slots[slot] = chunk;
            return slot;
        }

        _slots.Add(chunk);
        return _slots.Count - 1;
    }
}
