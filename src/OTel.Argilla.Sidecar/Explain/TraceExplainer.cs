using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Pipeline;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Sidecar.Traces;

namespace OTel.Argilla.Sidecar.Explain;

/// <summary>Evaluates complete traces as for records, and keeps what was found out about them instead.</summary>
internal sealed class TraceExplainer : ITraceConsumer, IDisposable
{
    private readonly ExporterMetrics _metrics = new();
    private readonly TraceEvaluation _evaluation;
    private readonly TraceDescriber _describer;
    private readonly Dictionary<BufferedTrace, ExplainedTrace> _traces = [];

    /// <param name="options">Choices that change which records are made.</param>
    /// <param name="others">The spans that are not GenAI.</param>
    public TraceExplainer(PairOptions options, OtherSpans others)
    {
        var evaluator = new PairEvaluator(options);
        _describer = new TraceDescriber(evaluator, others);
        _evaluation = new TraceEvaluation(new PipelineParts
        {
            Evaluator = evaluator,
            Write = new RecordWriter().Write,
            Delivery = new NoDelivery(),
            Metrics = _metrics,
            TimeProvider = TimeProvider.System,
        });
    }

    /// <summary>The traces, by start; one that was joined to another shows within that one.</summary>
    public IEnumerable<ExplainedTrace> Traces => _traces.Where(static pair => !pair.Key.IsAbsorbed).Select(static pair => pair.Value)
        .OrderBy(static trace => trace.StartUnixNano).ThenBy(static trace => trace.TraceIds[0], StringComparer.Ordinal);

    public void Run(BufferedTrace trace, TraceBuffer buffer)
    {
        _evaluation.Run(trace, buffer);
        _traces[trace] = _describer.Describe(trace);
    }

    public void Settle(BufferedTrace trace) => _evaluation.CountUnanswered(trace);

    public void Dispose() => _metrics.Dispose();
}
