using System.Diagnostics;
using OpenTelemetry;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Pipeline;

/// <summary>
/// Joins the rooms: inbox, buffer, evaluation, delivery. App threads only put into the inbox. Whoever pumps (the batch processor's thread, the
/// pipeline's timer, a flush) moves spans into the buffer and evaluates what is complete, one at a time under one lock. Nothing thrown here leaves.
/// </summary>
internal sealed class ArgillaPipeline : IDisposable
{
    // Any thread.
    private readonly SpanInbox _inbox;
    private readonly SpanIntake? _intake;
    private readonly ExporterMetrics _metrics;
    private readonly IRecordDelivery _delivery;
    private readonly TimeProvider _time;
    private readonly PumpTimer _timer;
    private readonly RateLimit _drops;
    private readonly RateLimit _failures;
    private int _stopped;

    // Under the lock.
    private readonly object _gate = new();
    private readonly TraceBuffer _buffer;
    private readonly TraceEvaluation _evaluation;
    private readonly RateLimit _earlyCompletions;
    private readonly List<BufferedTrace> _due = [];

    /// <param name="options">Validated options.</param>
    /// <param name="parts">The rooms to join.</param>
    /// <param name="observesIntake">True when a processor of ours stands in front, which counts what it lets in.</param>
    public ArgillaPipeline(ArgillaExporterOptions options, PipelineParts parts, bool observesIntake)
    {
        _metrics = parts.Metrics;
        _delivery = parts.Delivery;
        _time = parts.TimeProvider;
        _intake = observesIntake ? new SpanIntake() : null;
        _inbox = new SpanInbox(options.MaxPendingSpans, options.MaxPendingBytes);
        _drops = new RateLimit(_time);
        _failures = new RateLimit(_time);
        _earlyCompletions = new RateLimit(_time);
        _evaluation = new TraceEvaluation(parts);
        _buffer = new TraceBuffer(BufferOptions(options), _time, _evaluation.CountUnanswered);
        _timer = new PumpTimer(_time, options.TraceGracePeriod, Pump);
        Gate = new SpanGate(options, _metrics, _time);
        ShutdownCapMilliseconds = options.TimeoutMilliseconds;
        _metrics.ObservePending(() => _buffer.PendingTraces, () => _buffer.PendingSpans);
        ArgillaEventSource.Log.PipelineStarted(options.ApiUrl!, options.Dataset);
    }

    /// <summary>What is let in at span end.</summary>
    public SpanGate Gate { get; }

    /// <summary>Counts of the queue in front; null when a processor of the user's own stands there.</summary>
    public SpanIntake? Intake => _intake;

    /// <summary>The resource's <c>service.name</c>.</summary>
    public string? ServiceName { get; set; }

    /// <summary>Nothing is taken in any more.</summary>
    public bool IsStopped => Volatile.Read(ref _stopped) != 0;

    /// <summary>What an infinite shutdown waits at most: the time after which a request to a server that hangs is given up.</summary>
    public int ShutdownCapMilliseconds { get; }

    /// <summary>Takes over a span that has ended. Never blocks on an evaluation.</summary>
    public void Add(Activity activity)
    {
        var span = new ActivitySpan(activity) { ServiceName = ServiceName };
        if (IsStopped)
        {
            CountDropped(ExporterMetrics.Stopped, 1);
        }
        else if (_inbox.TryAdd(span))
        {
            _timer.Arm();
        }
        else
        {
            CountDropped(ExporterMetrics.QueueFull, 1);
        }
    }

    /// <summary>Takes over a copy of a log record. Never blocks on an evaluation.</summary>
    public void AddLog(TraceId traceId, SpanId spanId, SpanEvent log)
    {
        if (!IsStopped && Gate.IsSampled(traceId) && _inbox.TryAdd(traceId, spanId, log))
        {
            _timer.Arm();
        }
    }

    public void CountDropped(string reason, int spans)
    {
        if (spans > 0)
        {
            _metrics.SpansDropped(reason, spans);
            if (_drops.TryPass(spans, out var total))
            {
                ArgillaEventSource.Log.SpansDropped(reason, total, LossAdvice.ForSpans(reason));
            }
        }
    }

    /// <summary>Moves what has arrived into the buffer and evaluates what is complete, unless somebody else just does.</summary>
    public void Pump()
    {
        if (!TryEnter(0))
        {
            // Whoever holds it may be past the inbox already: the timer looks again.
            _timer.Arm();
            return;
        }

        try
        {
            using var suppressed = SuppressInstrumentationScope.Begin();
            // Read before the inbox is emptied: what had arrived then is in the buffer afterwards.
            (long, long)? counts = _intake is null ? null : (_intake.Accepted, _intake.Received);
            TakeIn();
            _buffer.TakeDue(_due, counts);
            EvaluateDue();
        }
        catch (Exception exception)
        {
            Report(exception);
        }
        finally
        {
            if (!_buffer.IsEmpty)
            {
                _timer.Arm();
            }

            Monitor.Exit(_gate);
        }
    }

    /// <summary>Completes what can be completed and waits until it is delivered. True when all was.</summary>
    public bool Flush(int timeoutMilliseconds)
    {
        var deadline = new Deadline(_time, timeoutMilliseconds);
        return Complete(deadline, final: false) && Deliver(() => _delivery.Flush(deadline.RemainingMilliseconds));
    }

    /// <summary>Completes everything, delivers within the time-out and stops. Later calls do nothing.</summary>
    public bool Shutdown(int timeoutMilliseconds)
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return true;
        }

        var deadline = new Deadline(_time, timeoutMilliseconds < 0 ? ShutdownCapMilliseconds : timeoutMilliseconds);
        CountDropped(ExporterMetrics.QueueFull, _intake?.TakeLost() ?? 0);
        var completed = Complete(deadline, final: true);
        CountLeftOver();
        var delivered = Deliver(() => _delivery.Shutdown(deadline.RemainingMilliseconds));

        // What app threads have put into the SDK's queue while its last spans were on their way: nobody empties that any more.
        CountDropped(ExporterMetrics.Stopped, _intake?.TakeLost() ?? 0);
        _timer.Dispose();
        ArgillaEventSource.Log.PipelineStopped(completed && delivered ? "yes" : "no");
        return completed && delivered;
    }

    public void Dispose()
    {
        Shutdown(0);
        _delivery.Dispose();
        _metrics.Dispose();
    }

    private bool Complete(Deadline deadline, bool final)
    {
        if (!TryEnter(deadline.RemainingMilliseconds))
        {
            return false;
        }

        try
        {
            using var suppressed = SuppressInstrumentationScope.Begin();
            TakeIn();
            // A trace may hold judgements of one that was evaluated before it: then that is pending again.
            for (_buffer.TakeAll(_due, final); _due.Count > 0; _buffer.TakeAll(_due, final))
            {
                EvaluateDue();
            }

            _buffer.SettleUnanswered(_evaluation.CountUnanswered);
            if (final)
            {
                _buffer.Clear();
            }

            return true;
        }
        catch (Exception exception)
        {
            Report(exception);
            return false;
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }

    /// <summary>False, too, for who is within an evaluation already: a record hook that flushes, or ends spans, must not begin another one in the middle of it.</summary>
    private bool TryEnter(int timeoutMilliseconds) => !Monitor.IsEntered(_gate) && Monitor.TryEnter(_gate, timeoutMilliseconds);

    private void TakeIn()
    {
        var early = 0;
        while (_inbox.TryTake(out var item))
        {
            if (item.Span is not null)
            {
                _buffer.Add(item.Span);
            }
            else
            {
                _buffer.AddLog(item.TraceId, item.SpanId, item.Log!);
            }

            while (_buffer.IsOverLimits && _buffer.TakeOldest() is { } oldest)
            {
                early++;
                _evaluation.Run(oldest, _buffer);
            }
        }

        if (early > 0 && _earlyCompletions.TryPass(early, out var total))
        {
            ArgillaEventSource.Log.CompletedEarly(total);
        }
    }

    // What slipped in while the last spans were evaluated.
    private void CountLeftOver()
    {
        while (_inbox.TryTake(out var item))
        {
            CountDropped(ExporterMetrics.Stopped, item.Span is null ? 0 : 1);
        }
    }

    private void EvaluateDue()
    {
        foreach (var trace in _due)
        {
            if (!trace.IsAbsorbed)
            {
                _evaluation.Run(trace, _buffer);
            }
        }

        _due.Clear();
    }

    private bool Deliver(Func<bool> wait)
    {
        try
        {
            using var suppressed = SuppressInstrumentationScope.Begin();
            return wait();
        }
        catch (Exception exception)
        {
            Report(exception);
            return false;
        }
    }

    private void Report(Exception exception)
    {
        if (_failures.TryPass())
        {
            ArgillaEventSource.Log.ExportFailed(exception);
        }
    }

    private static TraceBufferOptions BufferOptions(ArgillaExporterOptions options) => new()
    {
        GracePeriod = options.TraceGracePeriod,
        IdleTimeout = options.TraceIdleTimeout,
        MaxAge = options.TraceMaxAge,
        MaxSpans = options.MaxPendingSpans,
        MaxBytes = options.MaxPendingBytes,
        TransitDelay = TimeSpan.FromMilliseconds(options.ExportProcessorType == ExportProcessorType.Simple
            ? 0
            : options.BatchExportProcessorOptions.ScheduledDelayMilliseconds),
    };
}
