using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Pipeline;

namespace OTel.Argilla.Sidecar.Traces;

/// <summary>Makes records of complete traces and hands them to delivery, as the exporter in an app does.</summary>
internal sealed class RecordMaker : ITraceConsumer
{
    private readonly TraceEvaluation _evaluation;

    public RecordMaker(PipelineParts parts) => _evaluation = new TraceEvaluation(parts);

    public void Run(BufferedTrace trace, TraceBuffer buffer) => _evaluation.Run(trace, buffer);

    public void Settle(BufferedTrace trace) => _evaluation.CountUnanswered(trace);
}
