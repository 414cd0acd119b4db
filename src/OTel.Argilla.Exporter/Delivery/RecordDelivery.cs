using System.Diagnostics;
using OTel.Argilla.Exporter.Argilla;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// Carries records to Argilla in the background. A record is in exactly one place: the queue, a batch on its way, a file on disk, or at one of its
/// ends (exported, rejected, dropped).
/// <para>Without storage an outage fills the queue up to its bounds; then the newest records are dropped. With storage a batch that failed
/// three times goes to disk, the queue after it, and one batch at a time finds out whether Argilla is back.</para>
/// </summary>
internal sealed class RecordDelivery : IRecordDelivery
{
    private const int TriesBeforeStoring = 3;

    /// <summary>A little patience makes requests of many records out of a burst of single ones.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(200);

    /// <summary>How often to look for files of other processes.</summary>
    private static readonly TimeSpan StoragePoll = TimeSpan.FromSeconds(30);

    private readonly ArgillaExporterOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ArgillaApi _api;
    private readonly DestinationSource _source;
    private readonly RecordQueue _queue;
    private readonly RecordSpool? _spool;
    private readonly Outcomes _outcomes;
    private readonly BatchSender _sender;
    private readonly RetrySchedule _schedule;
    private readonly RetryPause _pause;
    private readonly Signal _hurry = new();
#pragma warning disable CA2213 // A request that ignores its cancellation gives its slot back after everything else is gone.
    private readonly SemaphoreSlim _slots;
#pragma warning restore CA2213
    private readonly CancellationTokenSource _stop = new();
    private int _hurrying;
    private int _outages;
    private int _isShutDown;
    private bool _storedTurn;

    public RecordDelivery(ArgillaExporterOptions options, ExporterMetrics metrics, TimeProvider timeProvider)
        : this(options, metrics, timeProvider, RetrySchedule.SharedRandom())
    {
    }

    /// <param name="options">Validated options.</param>
    /// <param name="metrics">Counts the ends of records.</param>
    /// <param name="timeProvider">The clock of waits and time-outs.</param>
    /// <param name="random">Numbers from 0 to 1 that spread retries.</param>
    public RecordDelivery(ArgillaExporterOptions options, ExporterMetrics metrics, TimeProvider timeProvider, Func<double> random)
    {
        _options = options;
        _timeProvider = timeProvider;
        _api = new ArgillaApi(new ArgillaHttp(options, timeProvider));
        _source = new DestinationSource(_api, options);
        _queue = new RecordQueue(options.MaxQueuedRecords, options.MaxQueuedBytes);
        _spool = RecordSpool.Open(options, _api.BaseAddress, timeProvider);
        _outcomes = new Outcomes(metrics, _spool);
        _schedule = new RetrySchedule(random);
        _pause = new RetryPause(_schedule, timeProvider, _hurry);
        _sender = new BatchSender(
            new RecordsRequest(_api, new DeliveryMetrics(metrics.Meter, _queue, _spool), timeProvider),
            new FailureJudge(_api, _source),
            _source,
            _outcomes,
            _pause,
            tries => _spool is { IsFull: false } && tries >= (Volatile.Read(ref _outages) > 0 ? 1 : TriesBeforeStoring));
        _slots = new SemaphoreSlim(options.MaxConcurrentRequests, options.MaxConcurrentRequests);

        // The loop outlives the moment it is started in; it must not hold on to that moment's activity and other ambient state.
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(PumpAsync);
        }
    }

    /// <summary>Takes a record over; never throws, and blocks for no longer than a write to disk when the queue is full and storage is configured. A record that finds no room is dropped, counted and released here.</summary>
    public void Enqueue(RecordDocument record)
    {
        try
        {
            if (_queue.TryAdd(record, _options.MaxRecordsPerRequest)
                || (_spool is { IsFull: false } && !_queue.IsClosed && StoreQueue() && _queue.TryAdd(record, _options.MaxRecordsPerRequest)))
            {
                return;
            }
        }
        catch (Exception exception)
        {
            ArgillaEventSource.Log.DeliveryFault(exception.GetType().Name);
        }

        record.Release();
        _outcomes.Dropped(1, _queue.IsClosed ? "shutdown" : "queue_full");
    }

    /// <summary>
    /// Waits until everything enqueued before the call is delivered, rejected, dropped or, in an outage, on disk. Blocks the caller up to the time-out
    /// (<see cref="Timeout.Infinite"/> for none). True when all of it was settled and nothing was rejected or dropped meanwhile.
    /// </summary>
    public bool Flush(int timeoutMilliseconds)
    {
        var lost = _outcomes.Lost;
        _ = Interlocked.Increment(ref _hurrying);
        _hurry.Pulse();
        try
        {
            return _queue.WaitUntilSettled(TimeSpan.FromMilliseconds(timeoutMilliseconds)) && _outcomes.Lost == lost;
        }
        finally
        {
            _ = Interlocked.Decrement(ref _hurrying);
        }
    }

    /// <summary>
    /// Flushes within the time-out, then spools what is left (or drops and counts it) and stops. Later calls do nothing. An infinite time-out
    /// means that of one request: an app must be able to end while Argilla is away.
    /// </summary>
    public bool Shutdown(int timeoutMilliseconds)
    {
        if (Interlocked.Exchange(ref _isShutDown, 1) != 0)
        {
            return true;
        }

        var watch = Stopwatch.StartNew();
        var budget = timeoutMilliseconds == Timeout.Infinite ? _options.TimeoutMilliseconds : timeoutMilliseconds;

        // Some of the time is for giving up in order: aborting requests and writing to disk.
        var reserve = Math.Min(500, budget / 5);
        var lost = _outcomes.Lost;
        _queue.Close();
        _ = Flush(budget - reserve);
        _stop.Cancel();
        for (var slot = 0; slot < _options.MaxConcurrentRequests; slot++)
        {
            _ = _slots.Wait((int)Math.Max(0, budget - watch.ElapsedMilliseconds));
        }

        foreach (var batch in _queue.InFlight())
        {
            if (batch.TryClaim())
            {
                Keep(batch, batch.Records.FindAll(static record => !record.Document.IsReleased));
            }
        }

        while (_queue.Take(int.MaxValue, _options.MaxRequestBytes) is { } rest)
        {
            Keep(rest, rest.Records);
            _queue.Settle(rest);
        }

        return _outcomes.Lost == lost;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = Shutdown(0);
        _spool?.Dispose();
        _source.Dispose();
        _api.Dispose();
        _stop.Dispose();
    }

    private async Task PumpAsync()
    {
        try
        {
            while (true)
            {
                await _slots.WaitAsync(_stop.Token).ConfigureAwait(false);
                Batch? batch = null;
                try
                {
                    batch = await NextAsync().ConfigureAwait(false);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    ArgillaEventSource.Log.DeliveryFault(exception.GetType().Name);
                    await _pause.WaitAsync(Linger, null, _stop.Token).ConfigureAwait(false);
                }
                finally
                {
                    if (batch is null)
                    {
                        _ = _slots.Release();
                    }
                }

                if (batch is not null)
                {
                    _ = CarryAsync(batch);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Shutdown.
        }
    }

    /// <summary>Waits for the next batch; from the queue and from disk in turn, so that neither holds up the other.</summary>
    private async Task<Batch> NextAsync()
    {
        while (true)
        {
            _stop.Token.ThrowIfCancellationRequested();
            var changed = _queue.Changed.Next;
            var waiting = _queue.Count;
            if (waiting > 0 && waiting < _options.MaxRecordsPerRequest && Volatile.Read(ref _hurrying) == 0)
            {
                await _pause.WaitAsync(Linger, Task.WhenAny(changed, _hurry.Next), _stop.Token).ConfigureAwait(false);
                changed = _queue.Changed.Next;
            }

            _storedTurn = !_storedTurn;
            if ((_storedTurn ? TakeStored() ?? TakeQueued() : TakeQueued() ?? TakeStored()) is { } batch)
            {
                return batch;
            }

            await _pause.WaitAsync(_spool is null ? Timeout.InfiniteTimeSpan : StoragePoll, changed, _stop.Token).ConfigureAwait(false);
        }
    }

    private Batch? TakeQueued() => _queue.Take(_options.MaxRecordsPerRequest, _options.MaxRequestBytes);

    private Batch? TakeStored() => _spool?.TryTake(_outcomes) is { } batch ? _queue.TrackStored(batch) : null;

    /// <summary>Delivers a batch and gives its slot back; never throws.</summary>
    private async Task CarryAsync(Batch batch)
    {
        try
        {
            var left = batch.Records;
            do
            {
                left = await _sender.DeliverAsync(left, _stop.Token).ConfigureAwait(false);
            }
            while (left.Count > 0 && !_stop.IsCancellationRequested && _spool is { IsFull: true });

            if (batch.TryClaim())
            {
                Keep(batch, left);
            }

            _queue.Settle(batch);
            await EndOrLastAsync(left.Count > 0).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            ArgillaEventSource.Log.DeliveryFault(exception.GetType().Name);
            _queue.Settle(batch);
        }
        finally
        {
            _ = _slots.Release();
        }
    }

    /// <summary>In an outage the queue goes to disk too, and the next try comes later; each one finds Argilla away makes the wait longer.</summary>
    private async Task EndOrLastAsync(bool isAway)
    {
        if (!isAway)
        {
            Volatile.Write(ref _outages, 0);
            return;
        }

        var outages = Interlocked.Increment(ref _outages);
        if (!_stop.IsCancellationRequested)
        {
            _ = StoreQueue();
            await _pause.WaitAsync(_schedule.Delay(outages + TriesBeforeStoring, null), _hurry.Next, _stop.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Writes all that waits to disk; false when some of it found no room there and was dropped.</summary>
    private bool StoreQueue()
    {
        var stored = true;
        while (stored && _spool is { IsFull: false } && TakeQueued() is { } batch)
        {
            stored = _spool.TryStore(batch.Records);
            if (!stored)
            {
                _outcomes.Dropped(batch.Records, "storage_full");
            }

            _queue.Settle(batch);
        }

        return stored;
    }

    /// <summary>Decides what becomes of a batch that is not on its way any more, and of its file if it has one.</summary>
    private void Keep(Batch batch, List<QueuedRecord> left)
    {
        if (batch.Blob is { } blob)
        {
            // Records of a partly delivered file are stored anew; when that fails the file stays, and sending all of it again changes nothing.
            if (left.Count == 0 || (left.Count < batch.Records.Count && _spool!.TryStore(left)))
            {
                _spool!.Done(blob);
            }
            else
            {
                blob.GiveBack();
            }
        }
        else if (left.Count > 0 && _spool?.TryStore(left) != true)
        {
            _outcomes.Dropped(left, _spool is null ? "shutdown" : "storage_full");
        }
    }
}
