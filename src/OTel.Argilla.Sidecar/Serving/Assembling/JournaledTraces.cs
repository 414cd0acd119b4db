using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Pipeline;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Traces;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>Makes records of complete traces, and has what the journal holds of them settled when they are let go. Of the assembler's thread.</summary>
internal sealed class JournaledTraces : ITraceConsumer
{
    private readonly TraceEvaluation _evaluation;
    private readonly NotedDelivery _delivery;
    private readonly Settlement _settlement;
    private readonly WaitingUnits _waiting;
    private readonly UnpackedChunks _chunks;
    private readonly HashSet<TraceId> _unread = [];

    /// <param name="parts">What makes records.</param>
    /// <param name="delivery">Takes the records.</param>
    /// <param name="settlement">Knows what is safe.</param>
    /// <param name="waiting">Judgements that wait.</param>
    /// <param name="chunks">Where spans have their bytes.</param>
    public JournaledTraces(AssemblerParts parts, NotedDelivery delivery, Settlement settlement, WaitingUnits waiting, UnpackedChunks chunks)
    {
        _delivery = delivery;
        _settlement = settlement;
        _waiting = waiting;
        _chunks = chunks;
        _evaluation = new TraceEvaluation(new PipelineParts
        {
            Evaluator = parts.Evaluator,
            Write = pair =>
            {
                delivery.Pair = pair;
                return parts.Write(pair);
            },
            Delivery = delivery,
            Judged = settlement.SetJudged,
            Metrics = parts.Metrics,
            TimeProvider = parts.TimeProvider,
        });
    }

    public void Run(BufferedTrace trace, TraceBuffer buffer)
    {
        var failures = _chunks.Failures;
        _delivery.Trace = trace.Id;
        _evaluation.Run(trace, buffer);
        if (_chunks.Failures != failures)
        {
            _unread.Add(trace.Id);
        }
        else if (_unread.Count > 0)
        {
            _unread.Remove(trace.Id);
        }

        UnloadLogs(trace);
    }

    public void Settle(BufferedTrace trace)
    {
        _evaluation.CountUnanswered(trace);
        var joined = trace.JoinedIds ?? [];
        if (_unread.Count > 0 && (_unread.Remove(trace.Id) | joined.RemoveAll(_unread.Remove) > 0))
        {
            _settlement.Leave(trace.Id, joined);
            return;
        }

        _waiting.MoveTo(trace);
        _settlement.LetGo(trace.Id, joined);
    }

    /// <summary>What log records say is read again when it is asked for.</summary>
    private static void UnloadLogs(BufferedTrace trace)
    {
        if (!trace.IsLoaded)
        {
            return;
        }

        foreach (var span in trace.Spans)
        {
            foreach (var log in span.Logs ?? [])
            {
                (log as OtlpLogEvent)?.Unload();
            }
        }
    }
}
