using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Sidecar.Traces;

namespace OTel.Argilla.Sidecar.Explain;

/// <summary>Evaluates complete traces as for records, and keeps what was found out about them instead.</summary>
internal sealed class TraceExplainer : ITraceConsumer
{
    private readonly PairEvaluator _evaluator;
    private readonly TraceDescriber _describer;
    private readonly Dictionary<BufferedTrace, ExplainedTrace> _traces = [];

    /// <param name="options">Choices that change which records are made.</param>
    /// <param name="others">The spans that are not GenAI.</param>
    public TraceExplainer(PairOptions options, OtherSpans others)
    {
        _evaluator = new PairEvaluator(options);
        _describer = new TraceDescriber(_evaluator, others);
    }

    /// <summary>The traces, by start; one that was joined to another shows within that one.</summary>
    public IEnumerable<ExplainedTrace> Traces => _traces.Where(static pair => !pair.Key.IsAbsorbed).Select(static pair => pair.Value)
        .OrderBy(static trace => trace.StartUnixNano).ThenBy(static trace => trace.TraceIds[0], StringComparer.Ordinal);

    public void Run(BufferedTrace trace, TraceBuffer buffer)
    {
        _evaluator.Evaluate(trace.Spans);
        var joined = false;
        foreach (var callId in _evaluator.AnsweredCallIds)
        {
            joined |= buffer.TryJoin(callId, trace);
        }

        if (joined)
        {
            _evaluator.Evaluate(trace.Spans);
        }

        _traces[trace] = _describer.Describe(trace);
        buffer.Keep(trace, _evaluator.DanglingCallIds);
    }

    public void Settle(BufferedTrace trace)
    {
    }
}
