using System.Diagnostics;
using OpenTelemetry;
using OTel.Argilla.Exporter.Diagnostics;

#pragma warning disable CA2000 // The base class owns the exporter and disposes of it.

namespace OTel.Argilla.Exporter.Pipeline;

/// <summary>Hands each span over at its end. The pipeline's timer does the work: not even here does an app thread wait for an evaluation.</summary>
internal sealed class ArgillaSimpleExportProcessor : SimpleActivityExportProcessor
{
    private readonly ArgillaPipeline _pipeline;

    public ArgillaSimpleExportProcessor(PipelineLease lease)
        : base(new ArgillaExporter(lease, filters: false, pumps: false)) => _pipeline = lease.Pipeline;

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

        _pipeline.Intake!.TryAccept(int.MaxValue);
        base.OnEnd(data);
    }
}
