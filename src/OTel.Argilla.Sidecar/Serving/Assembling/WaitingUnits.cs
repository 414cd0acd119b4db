using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>
/// Where judgements lie that wait for the response which they name. As many are remembered as <see cref="WaitingJudgements"/> remembers at most, so that none is
/// settled which may still find its response.
/// </summary>
internal sealed class WaitingUnits(Settlement settlement)
{
    private const int Most = 1_000;

    private readonly Dictionary<OtlpLogEvent, (OpenChunk Chunk, int Unit)> _units = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<OtlpLogEvent> _order = new();

    public void Add(OtlpLogEvent judgement, OpenChunk chunk, int unit)
    {
        chunk.Open();
        _units.Add(judgement, (chunk, unit));
        _order.Enqueue(judgement);
        while (_order.Count > Most)
        {
            if (_units.Remove(_order.Dequeue(), out var oldest))
            {
                settlement.Drop(oldest.Chunk, oldest.Unit);
            }
        }
    }

    /// <summary>The judgements that have found their response in this trace are settled with it. One with log records is in memory.</summary>
    public void MoveTo(BufferedTrace trace)
    {
        if (_units.Count == 0 || !trace.IsLoaded)
        {
            return;
        }

        foreach (var span in trace.Spans)
        {
            foreach (var log in span.Logs ?? [])
            {
                if (log is OtlpLogEvent judgement && _units.TryGetValue(judgement, out var place) && WaitingJudgements.ResponseOf(judgement) == span.ResponseId)
                {
                    _units.Remove(judgement);
                    settlement.Use(trace.Id, place.Chunk, place.Unit);
                }
            }
        }
    }
}
