using System.Runtime.CompilerServices;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Traces;

/// <summary>
/// The spans of one trace with their parents, 17 bytes each: a row that is searched through while it is short, since most are, and has an index beyond that.
/// </summary>
/// <param name="id">The trace.</param>
/// <param name="rows">Gives the room for its spans.</param>
internal sealed class LinksOfTrace(TraceId id, LinkRows rows) : Listed<LinksOfTrace>
{
    private const int SearchLimit = 32;
    private const int Size = (2 * sizeof(ulong)) + 1;
    private const byte Error = 1;
    private const byte ParentLocal = 2;

    private byte[] _links = [];
    private int[]? _slots;

    public TraceId Id { get; } = id;

    public int Count { get; private set; }

    /// <summary>Spans that are not GenAI are sent too.</summary>
    public bool HasOthers { get; set; }

    /// <summary>False when the span is known; what was said of it first stays.</summary>
    public bool Add(SpanId spanId, SpanPlace place)
    {
        var span = Unsafe.BitCast<SpanId, ulong>(spanId);
        if (Find(span) >= 0)
        {
            return false;
        }

        var at = Count * Size;
        if (at == _links.Length)
        {
            _links = rows.Grow(_links, Size);
        }

        Unsafe.WriteUnaligned(ref _links[at], span);
        Unsafe.WriteUnaligned(ref _links[at + sizeof(ulong)], Unsafe.BitCast<SpanId, ulong>(place.ParentSpanId));
        _links[at + (2 * sizeof(ulong))] = (byte)((place.IsError ? Error : 0) | (place.IsParentLocal ? ParentLocal : 0));
        Count++;
        Index(span);
        return true;
    }

    public bool TryGet(SpanId spanId, out SpanPlace place)
    {
        var at = Find(Unsafe.BitCast<SpanId, ulong>(spanId)) * Size;
        if (at < 0)
        {
            place = default;
            return false;
        }

        var flags = _links[at + (2 * sizeof(ulong))];
        place = new SpanPlace(
            Unsafe.BitCast<ulong, SpanId>(Unsafe.ReadUnaligned<ulong>(ref _links[at + sizeof(ulong)])), (flags & Error) != 0, (flags & ParentLocal) != 0);
        return true;
    }

    /// <summary>Nothing of the trace is needed any more.</summary>
    public void LetGo()
    {
        rows.Return(_links, Size);
        _links = [];
        Count = 0;
    }

    private int Find(ulong span)
    {
        if (_slots is null)
        {
            for (var i = 0; i < Count; i++)
            {
                if (SpanAt(i) == span)
                {
                    return i;
                }
            }

            return -1;
        }

        for (var slot = SlotOf(span); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            var i = _slots[slot] - 1;
            if (i < 0 || SpanAt(i) == span)
            {
                return i;
            }
        }
    }

    /// <summary>Makes the span that was added last be found.</summary>
    private void Index(ulong span)
    {
        if (Count <= SearchLimit)
        {
            return;
        }

        if (_slots is not null && Count * 4 <= _slots.Length * 3)
        {
            Put(span, Count);
            return;
        }

        _slots = new int[_slots is null ? 2 * SearchLimit : 2 * _slots.Length];
        for (var i = 0; i < Count; i++)
        {
            Put(SpanAt(i), i + 1);
        }
    }

    private void Put(ulong span, int number)
    {
        var slot = SlotOf(span);
        while (_slots![slot] != 0)
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        _slots[slot] = number;
    }

    private ulong SpanAt(int i) => Unsafe.ReadUnaligned<ulong>(ref _links[i * Size]);

    /// <summary>Ids are mixed: nothing makes their makers spread them.</summary>
    private int SlotOf(ulong span) => IdHash.Of(span) & (_slots!.Length - 1);
}
