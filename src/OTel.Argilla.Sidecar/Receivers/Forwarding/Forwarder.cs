using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Receivers.Bodies;

namespace OTel.Argilla.Sidecar.Receivers.Forwarding;

/// <summary>
/// Sends requests on beside what is done with them here: they are copied into a queue of their own that is bounded in bytes, so that neither side waits for the
/// other. A few workers take from it, and try again as clients of OTLP do.
/// </summary>
internal sealed class Forwarder : IAsyncDisposable
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly Channel<ForwardItem> _queue = Channel.CreateUnbounded<ForwardItem>();
    private readonly CancellationTokenSource _noFurtherTries = new();
    private readonly CancellationTokenSource _end = new();
    private readonly ForwardOptions _options;
    private readonly NextHop _next;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Task[] _workers;
    private long _queuedBytes;
    private int _isDown;
    private int _isFull;

    public Forwarder(ForwardOptions options, TimeProvider time, ILogger logger)
    {
        _options = options;
        _next = new NextHop(options);
        _time = time;
        _logger = logger;
        _workers = [.. Enumerable.Range(0, options.MaxConcurrentRequests).Select(_ => Task.Run(WorkAsync))];
    }

    public ForwardCounts Counts { get; } = new();

    /// <summary>Takes a copy, at once; false when there is no room for it, and it is dropped.</summary>
    public bool Offer(OtlpSignal signal, OtlpFormat format, ContentCoding coding, ReadOnlySpan<byte> wire)
    {
        if (Interlocked.Add(ref _queuedBytes, wire.Length) <= _options.MaxQueuedBytes)
        {
            return _queue.Writer.TryWrite(new ForwardItem(signal, format, coding, wire.ToArray()));
        }

        Interlocked.Add(ref _queuedBytes, -wire.Length);
        Counts.AddNoRoom();
        if (Interlocked.Exchange(ref _isFull, 1) == 0)
        {
            ForwardLog.Full(_logger, _options.MaxQueuedBytes);
        }

        return false;
    }

    /// <summary>Sends what waits, once, for as long as one request may take; then it ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _noFurtherTries.CancelAsync();
        _end.CancelAfter(_options.Timeout);
        await Task.WhenAll(_workers);
        _next.Dispose();
        _noFurtherTries.Dispose();
        _end.Dispose();
    }

    private async Task WorkAsync()
    {
        await foreach (var item in _queue.Reader.ReadAllAsync())
        {
            try
            {
                await SendAsync(item);
            }
            catch (OperationCanceledException)
            {
                Counts.AddGivenUp();
            }
            catch (Exception exception)
            {
                Counts.AddGivenUp();
                ReceiverLog.Unexpected(_logger, exception);
            }
            finally
            {
                Interlocked.Add(ref _queuedBytes, -item.Wire.Length);
            }
        }
    }

    private async Task SendAsync(ForwardItem item)
    {
        var started = _time.GetTimestamp();
        var delay = _options.FirstRetryDelay;
        while (true)
        {
            var outcome = await _next.SendAsync(item, _end.Token);
            switch (outcome.Kind)
            {
                case ForwardOutcomeKind.Sent:
                    Counts.AddSent();
                    SayThatItIsBack();
                    return;
                case ForwardOutcomeKind.Refused:
                    Counts.AddRefused();
                    ForwardLog.Refused(_logger, outcome.Reason, Counts.Refused);
                    return;
            }

            if (Interlocked.Exchange(ref _isDown, 1) == 0)
            {
                ForwardLog.Down(_logger, outcome.Reason);
            }

            var wait = outcome.RetryAfter > delay ? outcome.RetryAfter.Value : delay;
            if (_time.GetElapsedTime(started) + wait > _options.MaxRetryTime)
            {
                Counts.AddGivenUp();
                return;
            }

            await Task.Delay(wait, _time, _noFurtherTries.Token);
            delay = delay * 1.5 < LongestDelay ? delay * 1.5 : LongestDelay;
        }
    }

    private void SayThatItIsBack()
    {
        if (Volatile.Read(ref _isDown) == 1 && Interlocked.Exchange(ref _isDown, 0) == 1)
        {
            Interlocked.Exchange(ref _isFull, 0);
            ForwardLog.Back(_logger, Counts.NoRoom + Counts.GivenUp);
        }
    }
}
