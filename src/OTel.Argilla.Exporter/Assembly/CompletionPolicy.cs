using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Decides when a pending trace is complete; the rule stands at <see cref="TraceBuffer"/>.</summary>
internal sealed class CompletionPolicy
{
    private readonly TraceBufferOptions _options;
    private readonly TimeProvider _time;

    public CompletionPolicy(TraceBufferOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _time = timeProvider;
    }

    /// <summary>True when a trace that has been closed since then waits for nothing but time to pass: until <see cref="IsRestOver"/>.</summary>
    public bool IsAtRest(BufferedTrace trace, long now, (long Accepted, long Received)? intake) =>
        trace.ClosedAt is { } closedAt && !IsRestOver(closedAt, now, intake) && Elapsed(trace.PendingSince, closedAt) + Rest(intake) < _options.MaxAge;

    /// <summary>True when a trace that has been closed since then is to be looked at again.</summary>
    public bool IsRestOver(long closedAt, long now, (long Accepted, long Received)? intake) => Elapsed(closedAt, now) >= Rest(intake);

    /// <summary>True when the trace is to be evaluated now; one without spans, when it is to be let go.</summary>
    public bool IsComplete(BufferedTrace trace, long now, (long Accepted, long Received)? intake)
    {
        if (trace.SpanCount == 0)
        {
            return Elapsed(trace.LastTouched, now) >= _options.IdleTimeout;
        }

        if (Elapsed(trace.PendingSince, now) >= _options.MaxAge || trace.BytesElsewhere > _options.MaxBytesElsewhere)
        {
            return true;
        }

        // What has ended does not run again: until something comes, which ends this, nothing above is looked at again.
        if (trace.ClosedAt is null && IsOpen(trace))
        {
            return Elapsed(trace.LastTouched, now) >= _options.IdleTimeout && !IsInsideRunningInteraction(trace);
        }

        if (trace.ClosedAt is not { } closedAt)
        {
            trace.ClosedAt = now;
            trace.AwaitedSpans = null;
            return false;
        }

        var sinceClosed = Elapsed(closedAt, now);
        if (sinceClosed < _options.GracePeriod)
        {
            return false;
        }

        if (intake is { } counts)
        {
            trace.AwaitedSpans ??= counts.Accepted;
            if (counts.Received >= trace.AwaitedSpans)
            {
                return true;
            }
        }

        return sinceClosed >= _options.GracePeriod + _options.TransitDelay;
    }

    // Most often the span that kept the trace open last time still does.
    private static bool IsOpen(BufferedTrace trace)
    {
        if (trace.Witness is { } witness && IsBelowOpen(witness, trace))
        {
            return true;
        }

        trace.Witness = null;
        foreach (var span in trace.Spans)
        {
            if (IsBelowOpen(span, trace))
            {
                trace.Witness = span;
                return true;
            }
        }

        return false;
    }

    private static bool IsBelowOpen(Span span, BufferedTrace trace) => span.HasOpenAncestor || MayHaveOpenParent(span, trace);

    // A parent known by its id alone is waited for as long as something that runs.
    private static bool MayHaveOpenParent(Span span, BufferedTrace trace) =>
        span.ParentByContext is var parent && parent != default && trace.Find(span.TraceId, parent) is null;

    /// <summary>True when a GenAI span above still runs: the interaction has no answer yet.</summary>
    public static bool IsInsideRunningInteraction(BufferedTrace trace)
    {
        if (trace.Witness is { } witness && RunningAncestors.AnyGenAI(witness))
        {
            return true;
        }

        foreach (var span in trace.Spans)
        {
            if (RunningAncestors.AnyGenAI(span))
            {
                return true;
            }
        }

        return false;
    }

    private TimeSpan Rest((long Accepted, long Received)? intake) => intake is null ? _options.GracePeriod + _options.TransitDelay : _options.GracePeriod;

    private TimeSpan Elapsed(long from, long to) => _time.GetElapsedTime(from, to);
}
