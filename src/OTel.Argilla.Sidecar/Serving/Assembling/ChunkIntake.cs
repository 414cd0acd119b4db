using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Traces;
using OTel.Argilla.Sidecar.Traces.Items;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>
/// Takes the items of chunks into the store of traces, and notes what each of their units is needed for. Of a trace without anything GenAI it notes only where its
/// spans are. Of the assembler's thread.
/// </summary>
internal sealed class ChunkIntake(TraceStore store, Settlement settlement, WaitingUnits waiting, OtherTraces others)
{
    private readonly ItemReader _reader = new();
    private readonly ItemReader _earlierReader = new();
    private readonly List<(OpenChunk Chunk, int Unit)> _earlier = [];
    private readonly List<UnitUse> _uses = [];
    private OpenChunk? _chunk;
    private int _taken;

    private enum UnitUse : byte
    {
        Unknown,
        None,
        Other,
        Held,
    }

    /// <summary>
    /// Takes a chunk in, but for what is settled in it. When the journal cannot be read the same chunk can be taken in once more, from the item on for which that was
    /// needed.
    /// </summary>
    /// <exception cref="InvalidDataException">The chunk is damaged: nothing of it was taken.</exception>
    /// <exception cref="Journal.JournalException">What came of one of its traces before cannot be read.</exception>
    public void Take(OpenChunk chunk, in ChunkContent content, long now, bool isChecked)
    {
        if (!isChecked)
        {
            Check(content);
        }

        if (!ReferenceEquals(_chunk, chunk))
        {
            _chunk = chunk;
            _uses.Clear();
            _taken = 0;
        }

        chunk.Pin(content);
        try
        {
            TakeItems(chunk, content);
        }
        finally
        {
            // Its array may be used for another one soon.
            chunk.Pin(null);
        }

        others.End(chunk, now);
        settlement.Close(chunk, content.StoredLength);
        _chunk = null;
    }

    private void TakeItems(OpenChunk chunk, in ChunkContent content)
    {
        _reader.Open(content.Array, content.Length, chunk);
        var at = 0;
        for (var kind = _reader.Read(); kind != ItemKind.None; kind = _reader.Read())
        {
            if (at++ < _taken)
            {
                continue;
            }

            if (!chunk.IsSettled(_reader.Unit))
            {
                Take(kind, chunk);
            }

            _taken = at;
        }
    }

    private void Check(in ChunkContent content)
    {
        _reader.Open(content.Array, content.Length);
        while (_reader.Read() != ItemKind.None)
        {
        }
    }

    private void Take(ItemKind kind, OpenChunk chunk)
    {
        switch (kind)
        {
            case ItemKind.Link:
                TakeLink(chunk);
                break;
            case ItemKind.Log:
                TakeLog(chunk);
                break;
            case ItemKind.Record when UseOf(chunk, isGenAI: true) == UnitUse.Held:
                TakeRecord();
                break;
            case ItemKind.Span when UseOf(chunk, isGenAI: true) == UnitUse.Held:
                store.TakeSpan(_reader.ToSpan());
                break;
        }
    }

    private void TakeLink(OpenChunk chunk)
    {
        if (UseOf(chunk, isGenAI: false) == UnitUse.Held)
        {
            store.TakeLink(_reader.TraceId, _reader.SpanId, _reader.Place);
        }
    }

    private void TakeLog(OpenChunk chunk)
    {
        var log = _reader.ToLog();
        if (!OtlpLogEvent.IsJudgement(log.Name))
        {
            if (UseOf(chunk, isGenAI: true) == UnitUse.Held)
            {
                store.TakeLog(_reader.TraceId, _reader.SpanId, log, out _);
            }

            return;
        }

        if (!_reader.TraceId.IsDefault && !store.Accepts(_reader.TraceId))
        {
            return;
        }

        // It may go to another trace than it names, so it is a unit of its own.
        var trace = store.TakeLog(_reader.TraceId, _reader.SpanId, log, out var isWaiting);
        log.Unload();
        if (isWaiting)
        {
            waiting.Add(log, chunk, _reader.Unit);
        }
        else if (trace is not null)
        {
            Hold(trace.Id);
            settlement.Add(trace.Id, chunk, _reader.Unit);
        }
    }

    private void TakeRecord()
    {
        if (store.Find(_reader.TraceId, _reader.SpanId) is OtlpSpan span)
        {
            span.HasRecord = span.IsRecordKept = true;
        }
    }

    /// <summary>What the current item's unit is needed for, which is found out at its first item.</summary>
    private UnitUse UseOf(OpenChunk chunk, bool isGenAI)
    {
        var unit = _reader.Unit;
        while (_uses.Count <= unit)
        {
            _uses.Add(UnitUse.Unknown);
        }

        if (_uses[unit] == UnitUse.Unknown)
        {
            _uses[unit] = Note(_reader.TraceId, chunk, unit, isGenAI);
        }

        return _uses[unit];
    }

    private UnitUse Note(TraceId trace, OpenChunk chunk, int unit, bool isGenAI)
    {
        if (!store.Accepts(trace))
        {
            // The share of traces that are looked at was changed since.
            return UnitUse.None;
        }

        if (isGenAI)
        {
            Hold(trace);
        }
        else if (!settlement.Holds(trace))
        {
            others.Add(trace, chunk, unit);
            return UnitUse.Other;
        }

        settlement.Add(trace, chunk, unit);
        return UnitUse.Held;
    }

    /// <summary>Something GenAI of the trace is here: the places of its spans that came before are read.</summary>
    private void Hold(TraceId trace)
    {
        if (settlement.Holds(trace))
        {
            return;
        }

        _earlier.Clear();
        others.Find(trace, _earlier);
        foreach (var (chunk, unit) in _earlier)
        {
            ReadPlaces(chunk, unit);
        }

        others.Remove(trace);
        foreach (var (chunk, unit) in _earlier)
        {
            settlement.Use(trace, chunk, unit);
        }
    }

    private void ReadPlaces(OpenChunk chunk, int unit)
    {
        var content = chunk.Content;
        _earlierReader.Open(content.Array, content.Length);
        for (var kind = _earlierReader.Read(); kind != ItemKind.None; kind = _earlierReader.Read())
        {
            if (kind == ItemKind.Link && _earlierReader.Unit == unit)
            {
                store.TakeLink(_earlierReader.TraceId, _earlierReader.SpanId, _earlierReader.Place);
            }
        }
    }
}
