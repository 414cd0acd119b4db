using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Pipeline;

/// <summary>The rooms that a pipeline joins; tests put their own in.</summary>
internal sealed class PipelineParts
{
    public required IPairEvaluator Evaluator { get; init; }

    /// <summary>Makes the record of a pair.</summary>
    public required Func<Pair, RecordDocument> Write { get; init; }

    /// <summary>The user's hook, or null; returns null to drop the record.</summary>
    public Func<RecordDocument, RecordDocument?>? Hook { get; init; }

    /// <summary>Told when a span of one trace has judged a span of another, which now holds the judgement; or null.</summary>
    public Action<TraceId, TraceId>? Judged { get; init; }

    public required IRecordDelivery Delivery { get; init; }

    public required ExporterMetrics Metrics { get; init; }

    public required TimeProvider TimeProvider { get; init; }
}
