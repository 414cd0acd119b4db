using System.Diagnostics.Tracing;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Pipeline;

/// <summary>
/// What happens to a complete trace: pairs, records, hook, delivery, and the counting of its spans. Whatever fails costs one trace, or one record.
/// </summary>
/// <remarks>
/// A span is counted at the first evaluation of its trace and never again, so that the meter is up to date after a flush and its sums hold
/// after shutdown. What a later trace may still answer waits (<see cref="SkipReason.MayBeAnsweredLater"/>): it is counted when its trace is let go, or at
/// a flush.
/// </remarks>
internal sealed class TraceEvaluation
{
    private readonly IPairEvaluator _evaluator;
    private readonly Func<Pair, RecordDocument> _write;
    private readonly Func<RecordDocument, RecordDocument?>? _hook;
    private readonly Action<TraceId, TraceId>? _judged;
    private readonly IRecordDelivery _delivery;
    private readonly ExporterMetrics _metrics;
    private readonly RateLimit _failures;
    private readonly RateLimit _hookFailures;
    private readonly HashSet<string> _hintsGiven = new(StringComparer.Ordinal);

    public TraceEvaluation(PipelineParts parts)
    {
        _evaluator = parts.Evaluator;
        _write = parts.Write;
        _hook = parts.Hook;
        _judged = parts.Judged;
        _delivery = parts.Delivery;
        _metrics = parts.Metrics;
        _failures = new RateLimit(parts.TimeProvider);
        _hookFailures = new RateLimit(parts.TimeProvider);
    }

    /// <summary>Evaluates the trace, joined with those that the buffer finds to belong to it, and gives it back to the buffer.</summary>
    public void Run(BufferedTrace trace, TraceBuffer buffer)
    {
        try
        {
            _evaluator.Evaluate(trace.Spans);
            if (Join(trace, buffer))
            {
                _evaluator.Evaluate(trace.Spans);
            }

            if (HandOverJudgements(trace, buffer))
            {
                _evaluator.Evaluate(trace.Spans);
            }

            foreach (var pair in _evaluator.Pairs)
            {
                Send(pair, trace);
            }

            trace.Unanswered = null;
            foreach (var outcome in _evaluator.Outcomes)
            {
                Count(outcome, trace);
            }

            if (ArgillaEventSource.Log.IsEnabled(EventLevel.Verbose, EventKeywords.All))
            {
                ArgillaEventSource.Log.TraceEvaluated(trace.Id.ToString(), trace.Spans.Count, _evaluator.Pairs.Count);
            }

            buffer.Keep(trace, _evaluator);
        }
        catch (Exception exception)
        {
            Fail(trace, exception);
            buffer.Keep(trace, evaluated: null);
        }
    }

    /// <summary>Counts the spans that were left uncounted in case an answer comes: now it has not.</summary>
    public void CountUnanswered(BufferedTrace trace)
    {
        if (trace.Unanswered is not { } unanswered)
        {
            return;
        }

        foreach (var (span, reason) in unanswered)
        {
            if (!span.IsCounted)
            {
                Skip(span, reason);
            }
        }

        trace.Unanswered = null;
    }

    private bool Join(BufferedTrace trace, TraceBuffer buffer)
    {
        var joined = false;
        foreach (var callId in _evaluator.AnsweredCallIds)
        {
            joined |= buffer.TryJoin(callId, trace);
        }

        foreach (var callId in _evaluator.DanglingCallIds)
        {
            joined |= buffer.TryJoinAnswer(callId, trace);
        }

        foreach (var turn in _evaluator.SeenTurns)
        {
            joined |= buffer.TryJoin(turn, trace);
        }

        return joined;
    }

    /// <summary>Puts judgements to the spans that they are linked to. True when one of those is in this trace.</summary>
    private bool HandOverJudgements(BufferedTrace trace, TraceBuffer buffer)
    {
        var changed = false;
        foreach (var judgement in _evaluator.LinkedJudgements)
        {
            judgement.Carrier.HasHandedOver = true;
            var judged = buffer.AddLog(judgement.TraceId, judgement.SpanId, judgement.Event);
            changed |= judged == trace;
            if (judged is not null && judged != trace)
            {
                _judged?.Invoke(judgement.Carrier.TraceId, judged.Id);
            }
        }

        return changed;
    }

    private void Send(Pair pair, BufferedTrace trace)
    {
        pair.Span.HasRecord = true;
        var document = _write(pair);
        // Compared before the hook, so that a hook sees a record again only when there is something new in it.
        if (trace.WasSent(document.ExternalId, ContentHash.Of(document.Json.Span)))
        {
            document.Release();
        }
        else if (Edit(document) is { } edited)
        {
            _delivery.Enqueue(edited);
        }
    }

    private RecordDocument? Edit(RecordDocument document)
    {
        if (_hook is null)
        {
            return document;
        }

        try
        {
            if (_hook(document) is { } edited)
            {
                return edited;
            }

            _metrics.RecordsRejected(ExporterMetrics.Hook);
        }
        catch (Exception exception)
        {
            // The hook may be what redacts: a record that it failed on is not sent as it was.
            _metrics.RecordsRejected(ExporterMetrics.HookFailed);
            if (_hookFailures.TryPass())
            {
                ArgillaEventSource.Log.RecordHookFailed(document.ExternalId, exception);
            }
        }

        document.Release();
        return null;
    }

    private void Count(in SpanOutcome outcome, BufferedTrace trace)
    {
        if (outcome.Hint is not null && _hintsGiven.Add(outcome.Hint))
        {
            ArgillaEventSource.Log.NoContent(outcome.Hint);
        }

        if (outcome.Span.IsCounted)
        {
            return;
        }

        if (SkipReason.MayBeAnsweredLater(outcome.Reason))
        {
            (trace.Unanswered ??= []).Add((outcome.Span, outcome.Reason!));
            return;
        }

        if (outcome.Reason is not null)
        {
            Skip(outcome.Span, outcome.Reason);
            return;
        }

        outcome.Span.IsCounted = true;
        _metrics.SpanExported();
    }

    private void Skip(Span span, string reason)
    {
        span.IsCounted = true;
        _metrics.SpanSkipped(reason);
        if (ArgillaEventSource.Log.IsEnabled(EventLevel.Verbose, EventKeywords.All))
        {
            ArgillaEventSource.Log.SpanSkipped(span.TraceId.ToString(), span.SpanId.ToString(), reason);
        }
    }

    private void Fail(BufferedTrace trace, Exception exception)
    {
        var lost = 0;
        foreach (var span in trace.Spans)
        {
            if (!span.IsCounted)
            {
                span.IsCounted = true;
                lost++;
            }
        }

        _metrics.SpansDropped(ExporterMetrics.Failed, lost);
        if (_failures.TryPass())
        {
            ArgillaEventSource.Log.EvaluationFailed(trace.Id.ToString(), exception);
        }
    }
}
