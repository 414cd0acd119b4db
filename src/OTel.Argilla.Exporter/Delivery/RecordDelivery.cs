using System.Diagnostics;
using OTel.Argilla.Exporter.Argilla;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Carries records to Argilla in the background: the queue, the loop that empties it, the disk, and their end at shutdown.</summary>
/// <remarks>Threading: every member may be called from any thread. Nothing here waits for a request but <see cref="Flush"/> and <see cref="Shutdown"/>.</remarks>
internal sealed class RecordDelivery : IRecordDelivery
{
    private readonly ArgillaExporterOptions _options;
    private readonly ArgillaApi _api;
    private readonly DestinationSource _source;
    private readonly RecordQueue _queue;
    private readonly IRecordStore? _store;
    private readonly Outcomes _outcomes;
    private readonly RecordKeeper _keeper;
    private readonly OutageState _state;
    private readonly RetryPause _pause;
    private readonly DeliveryLoop _loop;
    private int _isShutDown;

    public RecordDelivery(ArgillaExporterOptions options, ExporterMetrics metrics, TimeProvider timeProvider)
        : this(options, metrics, timeProvider, RetrySchedule.SharedRandom())
    {
    }

    /// <param name="options">Validated options.</param>
    /// <param name="metrics">Counts the ends of records.</param>
    /// <param name="timeProvider">The clock of waits and time-outs.</param>
    /// <param name="random">Numbers from 0 to 1 that spread retries and choose canaries.</param>
    /// <param name="listener">Told of the end of each record, or null.</param>
    /// <param name="store">Where records wait that are not sent now, which the delivery disposes; null for the configured directory.</param>
    public RecordDelivery(
        ArgillaExporterOptions options,
        ExporterMetrics metrics,
        TimeProvider timeProvider,
        Func<double> random,
        IRecordListener? listener = null,
        IRecordStore? store = null)
    {
        _options = options;
        _api = new ArgillaApi(new ArgillaHttp(options, timeProvider));
        _source = new DestinationSource(_api, options);
        _queue = new RecordQueue(options.MaxQueuedRecords, options.MaxQueuedBytes, timeProvider);
        var spool = store is null ? RecordSpool.Open(options, _api.BaseAddress, timeProvider) : null;
        _store = store ?? spool;
        _outcomes = new Outcomes(metrics, _store, listener);
        _keeper = new RecordKeeper(options, _queue, _store, _outcomes);
        _state = new OutageState();
        var schedule = new RetrySchedule(random);
        _pause = new RetryPause(schedule, timeProvider);
        var request = new RecordsRequest(_api, new DeliveryMetrics(metrics.Meter, store is null ? _queue : null, spool), timeProvider);
        var parts = new PartSender(
            request, new FailureJudge(_api), _source, _pause, _state, tries => DeliveryLoop.IsTimeToStore(tries, _keeper, _state));
        var sender = new BatchSender(parts, _outcomes, _source.Troubles, random);
        _loop = new DeliveryLoop(options, _queue, _keeper, _outcomes, sender, _state, schedule, _pause, _store is not null);
        _loop.Start();
    }

    /// <summary>Records that wait to be sent, in memory.</summary>
    public int Queued => _queue.Count;

    /// <summary>What the last request to Argilla ended with; null when none was sent yet.</summary>
    public LastAnswer? LastAnswer => _state.LastAnswer;

    /// <summary>There may be something to take from the store.</summary>
    public void Wake() => _queue.Changed.Pulse();

    /// <summary>Takes a record over; never throws, and blocks for no longer than a write to disk when the queue is full and storage is configured. A record that finds no room is dropped, counted and released here.</summary>
    public void Enqueue(RecordDocument record)
    {
        try
        {
            // What waits for an older version on its way stays in the queue, and may fill it: then it holds more than it should for a while.
            if (_queue.TryAdd(record, _options.MaxRecordsPerRequest)
                || (_keeper.CanStore && !_queue.IsClosed && _keeper.KeepQueue(untilFull: true) && _queue.TryAdd(record, _options.MaxRecordsPerRequest, evenFull: _keeper.CanStore)))
            {
                return;
            }
        }
        catch (Exception exception)
        {
            ArgillaEventSource.Log.DeliveryFault(exception.GetType().Name);
        }

        _outcomes.Dropped([new QueuedRecord(record, 0)], _queue.IsClosed ? ExporterMetrics.Stopped : ExporterMetrics.QueueFull);
    }

    /// <summary>
    /// Waits until everything enqueued before the call is delivered, refused, dropped or, in an outage, on disk. Blocks the caller up to the time-out
    /// (<see cref="Timeout.Infinite"/> for none). True when all of it was settled, nothing was rejected or dropped meanwhile, and no refused record waits.
    /// </summary>
    public bool Flush(int timeoutMilliseconds)
    {
        var lost = _outcomes.Lost;
        _queue.EndRest();
        _pause.BeginHurry();
        _queue.Changed.Pulse();
        try
        {
            return _queue.WaitUntilSettled(TimeSpan.FromMilliseconds(timeoutMilliseconds)) && _outcomes.Lost == lost && !_queue.HoldsSuspects;
        }
        finally
        {
            _pause.EndHurry();
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
        _loop.Stop(() => (int)Math.Max(0, budget - watch.ElapsedMilliseconds));
        foreach (var batch in _queue.InFlightBatches)
        {
            _ = _keeper.Keep(batch.Records);
            _queue.Settle(batch);
        }

        _ = _keeper.KeepQueue(untilFull: false);
        return _outcomes.Lost == lost;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = Shutdown(0);
        _store?.Dispose();
        _source.Dispose();
        _api.Dispose();
        _loop.Dispose();
    }
}
