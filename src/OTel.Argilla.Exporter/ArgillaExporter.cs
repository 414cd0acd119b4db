using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Pipeline;
using OTel.Argilla.Exporter.Registration;

namespace OTel.Argilla.Exporter;

/// <summary>
/// Turns GenAI spans into Argilla records. <c>AddArgillaExporter</c> is the usual way to it; this class is for a processor of your own. Traces are assembled
/// inside it, and a batch processor's <c>ForceFlush</c> does not reach an exporter: call <see cref="BaseExporter{T}.ForceFlush"/> or
/// <see cref="BaseExporter{T}.Shutdown"/> of the exporter to have records delivered.
/// </summary>
public sealed class ArgillaExporter : BaseExporter<Activity>
{
    private readonly PipelineLease _lease;
    private readonly bool _filters;
    private readonly bool _pumps;
    private bool _serviceIsKnown;

    /// <summary>Creates an exporter with a pipeline of its own.</summary>
    /// <param name="options">The options. Address, key, workspace and dataset that are not set come from the environment variables.</param>
    /// <exception cref="ArgumentException">An option is missing or out of range; the message names it and the fix.</exception>
    public ArgillaExporter(ArgillaExporterOptions options)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        options = options.Snapshot();
        ArgillaOptionsSetup.ApplyEnvironment(options, Environment.GetEnvironmentVariable);
        if (ArgillaOptionsValidator.FindProblems(options) is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        _lease = new PipelineLease(new PipelineFactory().Create(options, observesIntake: false));
        _filters = true;
        _pumps = true;
    }

    internal ArgillaExporter(PipelineLease lease, bool filters, bool pumps)
    {
        _lease = lease;
        _filters = filters;
        _pumps = pumps;
    }

    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Activity> batch)
    {
        try
        {
            using var suppressed = SuppressInstrumentationScope.Begin();
            var pipeline = _lease.Pipeline;
            FindServiceName(pipeline);
            // The batch can be enumerated once: doing so empties the SDK's queue.
            foreach (var activity in batch)
            {
                Take(activity, pipeline);
            }

            if (_pumps)
            {
                pipeline.Pump();
            }

            return ExportResult.Success;
        }
        catch (Exception exception)
        {
            // An exception on the SDK's export thread would end the process.
            ArgillaEventSource.Log.ExportFailed(exception);
            return ExportResult.Failure;
        }
    }

    /// <inheritdoc/>
    protected override bool OnForceFlush(int timeoutMilliseconds) => _lease.Pipeline.Flush(timeoutMilliseconds);

    /// <inheritdoc/>
    protected override bool OnShutdown(int timeoutMilliseconds) => _lease.Release(timeoutMilliseconds);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _lease.Release(0);
        }

        base.Dispose(disposing);
    }

    private void Take(Activity activity, ArgillaPipeline pipeline)
    {
        if (pipeline.IsStopped && pipeline.Intake is not null)
        {
            // It was accepted and does not arrive: as such it is counted.
            return;
        }

        try
        {
            if (!_filters || pipeline.Gate.Accepts(activity))
            {
                pipeline.Add(activity);
            }
        }
        catch (Exception exception)
        {
            pipeline.CountDropped(ExporterMetrics.Failed, 1);
            ArgillaEventSource.Log.ExportFailed(exception);
        }
        finally
        {
            pipeline.Intake?.Receive();
        }
    }

    // The provider is set after construction, so its resource is read with the first batch.
    private void FindServiceName(ArgillaPipeline pipeline)
    {
        if (_serviceIsKnown || ParentProvider is null)
        {
            return;
        }

        _serviceIsKnown = true;
        foreach (var attribute in ParentProvider.GetResource().Attributes)
        {
            // "unknown_service:…" is what the SDK makes up when nobody named the service.
            if (attribute is { Key: "service.name", Value: string name } && !name.StartsWith("unknown_service", StringComparison.Ordinal))
            {
                pipeline.ServiceName = name;
            }
        }
    }
}
