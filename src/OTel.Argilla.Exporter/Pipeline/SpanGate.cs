using System.Diagnostics;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Pipeline;

/// <summary>
/// Decides at span end, on the app's own thread, whether a span goes further. Whatever is not GenAI is turned away first, before any queue: it
/// costs next to nothing and cannot push GenAI spans out.
/// </summary>
internal sealed class SpanGate
{
    private readonly Func<Activity, bool>? _filter;
    private readonly ExporterMetrics _metrics;
    private readonly RateLimit _filterFailures;
    private readonly double _ratio;
    private readonly ulong _bound;

    public SpanGate(ArgillaExporterOptions options, ExporterMetrics metrics, TimeProvider timeProvider)
    {
        _filter = options.Filter;
        _metrics = metrics;
        _filterFailures = new RateLimit(timeProvider);
        _ratio = options.SamplingRatio;
        _bound = (ulong)(_ratio * long.MaxValue);
    }

    public bool Accepts(Activity activity)
    {
        if (!activity.Recorded || !SpanRelevance.IsRelevant(activity))
        {
            return false;
        }

        if (_ratio < 1 && !IsSampled(TraceId.From(activity.TraceId)))
        {
            _metrics.SpanSkipped(ExporterMetrics.Sampling);
            return false;
        }

        if (_filter is not null && !PassesFilter(activity))
        {
            _metrics.SpanSkipped(ExporterMetrics.Filter);
            return false;
        }

        return true;
    }

    /// <summary>The same answer for every span and log record of a trace, in every process with the same ratio.</summary>
    public bool IsSampled(TraceId traceId) => _ratio >= 1 || traceId.Low >> 1 < _bound;

    private bool PassesFilter(Activity activity)
    {
        try
        {
            return _filter!(activity);
        }
        catch (Exception exception)
        {
            // A filter guards what may leave the process: when it fails, nothing does.
            if (_filterFailures.TryPass())
            {
                ArgillaEventSource.Log.FilterFailed(exception);
            }

            return false;
        }
    }
}
