using OpenTelemetry;
using OpenTelemetry.Logs;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Pipeline;

/// <summary>
/// Copies GenAI log records into the pipeline at once, on the app's thread: the SDK reuses the record as soon as this returns.
/// </summary>
internal sealed class ArgillaLogProcessor : BaseProcessor<LogRecord>
{
    private readonly PipelineLease _lease;
    private readonly RateLimit _failures = new(TimeProvider.System);

    public ArgillaLogProcessor(PipelineLease lease) => _lease = lease;

    public override void OnEnd(LogRecord data)
    {
        try
        {
            if (LogRecordReader.Read(data) is { } log)
            {
                _lease.Pipeline.AddLog(TraceId.From(data.TraceId), SpanId.From(data.SpanId), log);
            }
        }
        catch (Exception exception)
        {
            // Reading calls ToString and enumerators of what the app logged; whatever they throw stays here.
            if (_failures.TryPass())
            {
                ArgillaEventSource.Log.LogRecordFailed(exception);
            }
        }
    }

    protected override bool OnForceFlush(int timeoutMilliseconds) => _lease.Pipeline.Flush(timeoutMilliseconds);

    protected override bool OnShutdown(int timeoutMilliseconds) => _lease.Release(timeoutMilliseconds);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _lease.Release(0);
        }

        base.Dispose(disposing);
    }
}
