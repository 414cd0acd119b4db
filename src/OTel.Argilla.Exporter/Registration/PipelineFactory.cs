using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Pipeline;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Registration;

/// <summary>Makes a pipeline of validated options; a test registers one of its own.</summary>
internal class PipelineFactory
{
    public virtual ArgillaPipeline Create(ArgillaExporterOptions options, bool observesIntake)
    {
        options = options.Snapshot();
        options.ApiUrl ??= ArgillaExporterOptions.DefaultApiUrl;
        var metrics = new ExporterMetrics();
        var parts = new PipelineParts
        {
            Evaluator = new PairEvaluator(new PairOptions
            {
                IncludeInsideTools = options.IncludeInsideTools,
                OneRecordPerTrace = options.OneRecordPerTrace,
                Dialects = DialectDeclarations.Catalog(options.Dialects),
            }),
            Write = new RecordWriter(options.EvaluationMapping).Write,
            Hook = options.RecordHook is { } hook ? new RecordHookAdapter(hook).Apply : null,
            Delivery = new RecordDelivery(options, metrics, TimeProvider.System),
            Metrics = metrics,
            TimeProvider = TimeProvider.System,
        };
        return new ArgillaPipeline(options, parts, observesIntake);
    }
}
