using OTel.Argilla.Exporter.Diagnostics;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// Takes batches from the queue and from disk, in turn, and has them carried, as many at once as there are slots.
/// </summary>
/// <remarks>
/// Threading: one task takes (<see cref="RunAsync"/>; <c>_storedTurn</c> is its own), one task each carries a batch; what they share is thread-safe.
/// A record is in exactly one place: the queue, a batch on its way, the store, or at one of its ends.
/// <para>In an outage with storage a batch that failed three times goes to disk, the queue after it, and one batch at a time finds out whether
/// Argilla is back. Without storage the batch is tried until it is, and the queue fills up to its bounds.</para>
/// </remarks>
internal sealed class DeliveryLoop : IDisposable
{
    private const int TriesBeforeStoring = 3;

    /// <summary>A little patience makes requests of many records out of a burst of single ones.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(200);

    /// <summary>How often to look for files of other processes.</summary>
    private static readonly TimeSpan StoragePoll = TimeSpan.FromSeconds(30);

    private readonly ArgillaExporterOptions _options;
    private readonly RecordQueue _queue;
    private readonly RecordKeeper _keeper;
    private readonly Outcomes _outcomes;
    private readonly BatchSender _sender;
    private readonly OutageState _state;
    private readonly RetrySchedule _schedule;
    private readonly RetryPause _pause;
    private readonly bool _hasStorage;
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Taken once: the loop may look at it after its source is disposed.</summary>
    private readonly CancellationToken _stopping;
#pragma warning disable CA2213 // A request that ignores its cancellation gives its slot back after everything else is gone.
    private readonly SemaphoreSlim _slots;
#pragma warning restore CA2213
    private bool _storedTurn;

    public DeliveryLoop(
        ArgillaExporterOptions options,
        RecordQueue queue,
        RecordKeeper keeper,
        Outcomes outcomes,
        BatchSender sender,
        OutageState state,
        RetrySchedule schedule,
        RetryPause pause,
        bool hasStorage)
    {
        _options = options;
        _queue = queue;
        _keeper = keeper;
        _outcomes = outcomes;
        _sender = sender;
        _state = state;
        _schedule = schedule;
        _pause = pause;
        _hasStorage = hasStorage;
        _stopping = _stop.Token;
        _slots = new SemaphoreSlim(options.MaxConcurrentRequests, options.MaxConcurrentRequests);
    }

    /// <summary>Whether so many failed tries of an outage are enough to store the records.</summary>
    public static bool IsTimeToStore(int tries, RecordKeeper keeper, OutageState state) =>
        keeper.CanStore && tries >= (state.Outages > 0 ? 1 : TriesBeforeStoring);

    public void Start()
    {
        // The loop outlives the moment it is started in; it must not hold on to that moment's activity and other ambient state.
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(RunAsync);
        }
    }

    /// <summary>Aborts what is on its way and waits until it is given up, for so many milliseconds at most.</summary>
    public void Stop(Func<int> millisecondsLeft)
    {
        _stop.Cancel();
        for (var slot = 0; slot < _options.MaxConcurrentRequests; slot++)
        {
            _ = _slots.Wait(millisecondsLeft());
        }
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await _slots.WaitAsync(_stopping).ConfigureAwait(false);
                Batch? batch = null;
                try
                {
                    batch = await NextAsync().ConfigureAwait(false);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    ArgillaEventSource.Log.DeliveryFault(exception.GetType().Name);
                    await _pause.WaitAsync(Linger, null, _stopping).ConfigureAwait(false);
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
            _stopping.ThrowIfCancellationRequested();
            var changed = _queue.Changed.Next;
            var waiting = _queue.Count;
            if (waiting > 0 && waiting < _options.MaxRecordsPerRequest && !_pause.IsHurrying)
            {
                await _pause.WaitAsync(Linger, changed, _stopping).ConfigureAwait(false);
                changed = _queue.Changed.Next;
            }

            // Looked up before taking: a rest that ends in between would otherwise be missed, and the records wait for the next change.
            var rest = _queue.RestLeft;
            _storedTurn = !_storedTurn;
            if ((_storedTurn ? _keeper.TakeStored() ?? _keeper.TakeQueued() : _keeper.TakeQueued() ?? _keeper.TakeStored()) is { } batch)
            {
                return batch;
            }

            var wait = _hasStorage ? StoragePoll : Timeout.InfiniteTimeSpan;
            await _pause.WaitAsync(rest > TimeSpan.Zero && (!_hasStorage || rest < wait) ? rest : wait, changed, _stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Delivers a batch and gives its slot back; never throws.</summary>
    private async Task CarryAsync(Batch batch)
    {
        using var activity = DeliveryActivities.Begin(batch.Records.Count);
        try
        {
            var isNews = batch.Records.Exists(static record => record.Suspicion is null);
            var suspects = new List<QueuedRecord>();
            var left = batch.Records;
            do
            {
                var result = await _sender.DeliverAsync(left, _stopping).ConfigureAwait(false);
                suspects.AddRange(result.Suspects);
                left = result.Left;
            }
            while (left.Count > 0 && !_stopping.IsCancellationRequested && _keeper.IsFull);

            _ = _keeper.Keep(left);
            GiveBack(suspects);
            DeliveryActivities.End(activity, left.Count, suspects.Count);
            _queue.Settle(batch);
            await EndOrLastAsync(left.Count > 0, isNews && suspects.Count > 0).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            ArgillaEventSource.Log.DeliveryFault(exception.GetType().Name);
            _ = _keeper.Keep(batch.Records);
            _queue.Settle(batch);
        }
        finally
        {
            _ = _slots.Release();
        }
    }

    private void GiveBack(List<QueuedRecord> suspects)
    {
        if (suspects.Count > 0)
        {
            var rest = _schedule.Delay(_state.SuspectsWereRefused(), null);
            if (_queue.TryRequeue(suspects, rest, out var superseded))
            {
                _outcomes.Superseded(superseded);
            }
            else
            {
                _ = _keeper.Keep(suspects);
            }
        }
    }

    /// <summary>While nothing gets through, the next try comes later and later; in an outage the queue goes to disk too.</summary>
    private async Task EndOrLastAsync(bool isAway, bool isRefused)
    {
        if (!isAway)
        {
            _state.WasReached();
        }

        // A single refused batch may just be bad; others are not to wait for it.
        var inARow = isAway ? _state.WasAway() + TriesBeforeStoring : isRefused ? _state.WasRefused() : 0;
        if (inARow > 1 && !_stopping.IsCancellationRequested)
        {
            if (inARow > TriesBeforeStoring)
            {
                _ = _keeper.KeepQueue(untilFull: true);
            }

            await _pause.WaitAsync(_schedule.Delay(inARow, null), _pause.Hurry, _stopping).ConfigureAwait(false);
        }
    }
}
