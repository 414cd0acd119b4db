using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Traces;
using OTel.Argilla.Sidecar.Traces.Items;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>Takes the items of chunks into the store of traces, and notes what each of their units is needed for. Of the assembler's thread.</summary>
internal sealed class ChunkIntake(TraceStore store, Settlement settlement, WaitingUnits waiting)
{
    private readonly ItemReader _reader = new();
    private readonly List<bool> _seen = [];

    /// <summary>Takes a chunk in, but for what is settled in it.</summary>
    /// <exception cref="InvalidDataException">The chunk is damaged: nothing of it was taken.</exception>
    public void Take(OpenChunk chunk, byte[] content, bool isChecked)
    {
        if (!isChecked)
        {
            Check(content);
        }

        _seen.Clear();
        chunk.Pin(content);
        _reader.Open(content, content.Length, chunk);
        for (var kind = _reader.Read(); kind != ItemKind.None; kind = _reader.Read())
        {
            if (!chunk.IsSettled(_reader.Unit))
            {
                Take(kind, chunk);
            }
        }

        chunk.Pin(null);
        settlement.Close(chunk);
    }

    private void Check(byte[] content)
    {
        _reader.Open(content, content.Length);
        while (_reader.Read() != ItemKind.None)
        {
        }
    }

    private void Take(ItemKind kind, OpenChunk chunk)
    {
        if (kind == ItemKind.Log)
        {
            TakeLog(chunk);
        }
        else if (!store.Accepts(_reader.TraceId))
        {
            // The share of traces that are looked at was changed since: it is settled with nothing.
            return;
        }
        else if (kind == ItemKind.Link)
        {
            store.AddLink(_reader.TraceId, _reader.SpanId, _reader.Place);
            Note(_reader.TraceId, chunk);
        }
        else if (kind == ItemKind.Record)
        {
            TakeRecord();
            Note(_reader.TraceId, chunk);
        }
        else
        {
            store.TakeSpan(_reader.ToSpan());
            Note(_reader.TraceId, chunk);
        }
    }

    private void TakeLog(OpenChunk chunk)
    {
        var log = _reader.ToLog();
        if (!_reader.TraceId.IsDefault && !store.Accepts(_reader.TraceId))
        {
            return;
        }

        var trace = store.TakeLog(_reader.TraceId, _reader.SpanId, log, out var isWaiting);
        log.Unload();
        if (isWaiting)
        {
            waiting.Add(log, chunk, _reader.Unit);
        }
        else if (trace is not null)
        {
            Note(trace.Id, chunk);
        }
    }

    private void TakeRecord()
    {
        if (store.Find(_reader.TraceId, _reader.SpanId) is OtlpSpan span)
        {
            span.HasRecord = span.IsRecordKept = true;
        }
    }

    private void Note(TraceId trace, OpenChunk chunk)
    {
        var unit = _reader.Unit;
        while (_seen.Count <= unit)
        {
            _seen.Add(false);
        }

        if (!_seen[unit])
        {
            _seen[unit] = true;
            settlement.Add(trace, chunk, unit);
        }
    }
}
