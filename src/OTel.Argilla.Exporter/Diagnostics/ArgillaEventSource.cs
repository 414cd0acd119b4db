using System.Diagnostics.Tracing;

namespace OTel.Argilla.Exporter.Diagnostics;

/// <summary>
/// What the exporter says about itself. The prefix of the name is what the SDK's self-diagnostics file (<c>OTEL_DIAGNOSTICS.json</c>) listens to.
/// Ids are never reused: 1 to 29 belong to registration and pipeline. No event holds a key, a prompt or a response; of an exception only its type and
/// stack are told, since its message may quote what it failed on.
/// </summary>
[EventSource(Name = EventSourceName)]
internal sealed partial class ArgillaEventSource : EventSource
{
    public const string EventSourceName = "OpenTelemetry-Exporter-Argilla";

    public static readonly ArgillaEventSource Log = new();

    [NonEvent]
    public void ExportFailed(Exception exception)
    {
        if (IsEnabled(EventLevel.Error, EventKeywords.All))
        {
            ExportFailed(Redaction.Describe(exception));
        }
    }

    [NonEvent]
    public void EvaluationFailed(string traceId, Exception exception)
    {
        if (IsEnabled(EventLevel.Error, EventKeywords.All))
        {
            EvaluationFailed(traceId, Redaction.Describe(exception));
        }
    }

    [NonEvent]
    public void RecordHookFailed(string externalId, Exception exception)
    {
        if (IsEnabled(EventLevel.Error, EventKeywords.All))
        {
            RecordHookFailed(externalId, Redaction.Describe(exception));
        }
    }

    [NonEvent]
    public void FilterFailed(Exception exception)
    {
        if (IsEnabled(EventLevel.Error, EventKeywords.All))
        {
            FilterFailed(Redaction.Describe(exception));
        }
    }

    [NonEvent]
    public void LogRecordFailed(Exception exception)
    {
        if (IsEnabled(EventLevel.Error, EventKeywords.All))
        {
            LogRecordFailed(Redaction.Describe(exception));
        }
    }

    [NonEvent]
    public void PipelineStarted(Uri endpoint, string dataset)
    {
        if (IsEnabled(EventLevel.Informational, EventKeywords.All))
        {
            PipelineStarted(Redaction.Endpoint(endpoint), dataset);
        }
    }

    [Event(1, Level = EventLevel.Warning, Message = "The Argilla exporter '{0}' is registered more than once for {1}. Its settings add up; spans go to Argilla once. Remove the second AddArgillaExporter, or give it a name of its own.")]
    public void RegisteredTwice(string name, string signal) => WriteEvent(1, name, signal);

    [Event(2, Level = EventLevel.Warning, Message = "GenAI spans arrive without prompt and response, so they give no record. {0}")]
    public void NoContent(string hint) => WriteEvent(2, hint);

    [Event(3, Level = EventLevel.Error, Message = "Spans could not be taken over: {0}")]
    public void ExportFailed(string exception) => WriteEvent(3, exception);

    [Event(4, Level = EventLevel.Error, Message = "The trace {0} could not be evaluated and gives no record: {1}")]
    public void EvaluationFailed(string traceId, string exception) => WriteEvent(4, traceId, exception);

    [Event(5, Level = EventLevel.Error, Message = "RecordHook failed on the record {0}, which is not sent: {1}")]
    public void RecordHookFailed(string externalId, string exception) => WriteEvent(5, externalId, exception);

    [Event(6, Level = EventLevel.Error, Message = "Filter threw; the span is kept out: {0}")]
    public void FilterFailed(string exception) => WriteEvent(6, exception);

    [Event(7, Level = EventLevel.Warning, Message = "{0} traces were taken as complete before they ended, since waiting spans reached MaxPendingSpans or MaxPendingBytes.")]
    public void CompletedEarly(int traces) => WriteEvent(7, traces);

    [Event(8, Level = EventLevel.Error, Message = "{1} GenAI spans were lost ({0}). {2}")]
    public void SpansDropped(string reason, int spans, string advice) => WriteEvent(8, reason, spans, advice);

    [Event(9, Level = EventLevel.Informational, Message = "Records go to {0}, dataset '{1}'.")]
    public void PipelineStarted(string endpoint, string dataset) => WriteEvent(9, endpoint, dataset);

    [Event(10, Level = EventLevel.Informational, Message = "The exporter has stopped; all delivered: {0}.")]
    public void PipelineStopped(string delivered) => WriteEvent(10, delivered);

    [Event(11, Level = EventLevel.Error, Message = "A log record could not be read: {0}")]
    public void LogRecordFailed(string exception) => WriteEvent(11, exception);

    [Event(13, Level = EventLevel.Warning, Message = "A listener to the meter threw {0}; its measurement is lost.")]
    public void ListenerFailed(string exceptionType) => WriteEvent(13, exceptionType);

    [Event(12, Level = EventLevel.Verbose, Message = "The trace {0} with {1} GenAI spans gave {2} records.")]
    public void TraceEvaluated(string traceId, int spans, int records) => WriteEvent(12, traceId, spans, records);

    [Event(14, Level = EventLevel.Verbose, Message = "The span {1} of the trace {0} gives no record of its own: {2}.")]
    public void SpanSkipped(string traceId, string spanId, string reason) => WriteEvent(14, traceId, spanId, reason);
}
