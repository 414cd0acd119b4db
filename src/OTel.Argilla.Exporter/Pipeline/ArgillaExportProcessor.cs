using System.Diagnostics;
using OpenTelemetry;
using OTel.Argilla.Exporter.Diagnostics;

#pragma warning disable CA2000 // The base class owns the exporter and disposes of it.

namespace OTel.Argilla.Exporter.Pipeline;

/// <summary>
/// The SDK's batch processor with a gate in front, and with a <c>ForceFlush</c> that reaches the records: the SDK's own only empties its queue.
/// </summary>
internal sealed class ArgillaExportProcessor : BatchActivityExportProcessor
{
    private readonly ArgillaPipeline _pipeline;
    private readonly int _capacity;

    public ArgillaExportProcessor(PipelineLease lease, BatchExportProcessorOptions<Activity> batch)
        : base(
            new ArgillaExporter(lease, filters: false, pumps: true),
            batch.MaxQueueSize,
            batch.ScheduledDelayMilliseconds,
            batch.ExporterTimeoutMilliseconds,
            batch.MaxExportBatchSize)
    {
        _pipeline = lease.Pipeline;
        _capacity = batch.MaxQueueSize;
    }

    public override void OnEnd(Activity data)
    {
        if (!_pipeline.Gate.Accepts(data))
        {
            return;
        }

        if (_pipeline.IsStopped)
        {
            _pipeline.CountDropped(ExporterMetrics.Stopped, 1);
            return;
        }

        // The SDK drops silently when its queue is full; counting what is in it lets us say so.
        if (_pipeline.Intake!.TryAccept(_capacity))
        {
            base.OnEnd(data);
        }
        else
        {
            _pipeline.CountDropped(ExporterMetrics.QueueFull, 1);
        }
    }

    protected override bool OnForceFlush(int timeoutMilliseconds)
    {
        var deadline = new Deadline(TimeProvider.System, timeoutMilliseconds);
        var emptied = base.OnForceFlush(timeoutMilliseconds);
        return _pipeline.Flush(deadline.RemainingMilliseconds) && emptied;
    }
}
