using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Sidecar.Replay;

/// <summary>
/// Sends records to Argilla. A file gives records faster than a server takes them: whoever brings one waits for room, so that nothing is lost and little
/// is held in memory. When nothing has got through for a while it gives up, since the files can be read again.
/// </summary>
/// <remarks>Threading: the delivery's tasks report ends; everything else is called by the one thread that replays. Shared fields are read and written under <c>_lock</c>.</remarks>
internal sealed class ArgillaTarget : IReplayTarget, IRecordListener
{
    /// <summary>Reason: an earlier run has delivered it.</summary>
    public const string DeliveredBefore = "delivered_before";

    /// <summary>Reason: given up before it was sent.</summary>
    private const string NotSent = "not_sent";

    private readonly ExporterMetrics _metrics;
    private readonly RecordDelivery _delivery;
    private readonly DeliveredRecords _delivered;
    private readonly TimeSpan _patience;
    private readonly CancellationToken _cancellation;
    private readonly int _maxRecords;
    private readonly long _maxBytes;
    private readonly object _lock = new();
    private int _records;
    private long _bytes;
    private long _lastEnd;

    /// <param name="options">Validated options.</param>
    /// <param name="metrics">Counts the records.</param>
    /// <param name="delivered">What an earlier run has delivered; receives what this one does.</param>
    /// <param name="patience">After how long without any record getting through it gives up.</param>
    /// <param name="cancellation">Ends the waits.</param>
    public ArgillaTarget(
        ArgillaExporterOptions options, ExporterMetrics metrics, DeliveredRecords delivered, TimeSpan patience, CancellationToken cancellation)
    {
        _metrics = metrics;
        _delivered = delivered;
        _patience = patience;
        _cancellation = cancellation;
        // Half of the queue: what is on its way counts too, and a queue that is full refuses.
        _maxRecords = Math.Max(1, options.MaxQueuedRecords / 2);
        _maxBytes = Math.Max(1, Math.Min(options.MaxQueuedBytes / 2, 16 * 1024 * 1024));
        _delivery = new RecordDelivery(options, metrics, TimeProvider.System, RetrySchedule.SharedRandom(), this);
    }

    public string? Trouble { get; private set; }

    public void Enqueue(RecordDocument record)
    {
        if (_delivered.Contains(record))
        {
            _metrics.RecordsSkipped(DeliveredBefore, 1);
            record.Release();
            return;
        }

        if (Trouble is not null)
        {
            _metrics.RecordsDropped(NotSent, 1);
            record.Release();
            return;
        }

        lock (_lock)
        {
            _lastEnd = _records == 0 ? TimeProvider.System.GetTimestamp() : _lastEnd;
            _records++;
            _bytes += record.Length;
        }

        _delivery.Enqueue(record);
        WaitWhile(() => _records >= _maxRecords || _bytes >= _maxBytes, static _ => { });
    }

    public void Ended(in QueuedRecord ended, RecordEnd end)
    {
        var record = ended.Document;
        if (end is RecordEnd.Exported or RecordEnd.Superseded)
        {
            _delivered.Add(record);
        }

        lock (_lock)
        {
            _records--;
            _bytes -= record.Length;
            _lastEnd = TimeProvider.System.GetTimestamp();
            Monitor.PulseAll(_lock);
        }
    }

    public bool Finish(Action<int> waiting)
    {
        WaitWhile(() => _records > 0, waiting);
        return _delivery.Shutdown(Trouble is null ? (int)_patience.TotalMilliseconds : 2_000) && Trouble is null;
    }

    public bool Flush(int timeoutMilliseconds) => _delivery.Flush(timeoutMilliseconds);

    public bool Shutdown(int timeoutMilliseconds) => _delivery.Shutdown(timeoutMilliseconds);

    public void Dispose() => _delivery.Dispose();

    private void WaitWhile(Func<bool> isBusy, Action<int> waiting)
    {
        while (Trouble is null)
        {
            int records;
            lock (_lock)
            {
                if (!isBusy())
                {
                    return;
                }

                records = _records;
                if (_cancellation.IsCancellationRequested)
                {
                    Trouble = "interrupted";
                }
                else if (TimeProvider.System.GetElapsedTime(_lastEnd) > _patience)
                {
                    Trouble = FormattableString.Invariant($"Argilla has taken no record for {_patience.TotalSeconds:0.#} seconds");
                }
            }

            waiting(records);

            // A flush also ends the pauses between tries, and the short wait for a fuller request.
            _ = _delivery.Flush(500);
        }
    }
}
