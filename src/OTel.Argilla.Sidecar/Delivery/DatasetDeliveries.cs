using System.Diagnostics;
using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Serving;

namespace OTel.Argilla.Sidecar.Delivery;

/// <summary>
/// Carries records to the datasets that they name, each by a delivery of its own with its part of the journal's outbox. Deliveries are made when a dataset is
/// first used, and for what an earlier process has left. Without a server everything goes to the outbox, and stays there.
/// </summary>
/// <remarks>Threading: every member may be called from any thread.</remarks>
internal sealed class DatasetDeliveries : IRecordDelivery
{
    /// <summary>Each has connections and a queue of its own.</summary>
    public const int MaxDatasets = 64;

    /// <summary>When so much waits for the disk in memory, no more records should be made.</summary>
    private const long MaxHeldBytes = 64 * 1024 * 1024;

    /// <summary>How often to look for records of datasets that are not in use: a person may have put them back.</summary>
    private static readonly TimeSpan LookPause = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestCommit = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly ArgillaExporterOptions _options;
    private readonly bool _hasServer;
    private readonly SqliteJournal _journal;
    private readonly ExporterMetrics _metrics;
    private readonly TimeProvider _timeProvider;
    private readonly Action<RecordDocument> _safe;
    private readonly Dictionary<string, DatasetDelivery> _deliveries = new(StringComparer.Ordinal);
    private readonly OutboxCount _count;
    private readonly ITimer _look;
    private bool _isFull;
    private bool _isStopped;

    /// <param name="options">Validated options; their dataset is that of records which name none.</param>
    /// <param name="hasServer">False when there is no server: then nothing is sent.</param>
    /// <param name="journal">The journal; not closed here.</param>
    /// <param name="metrics">Counts the ends of records.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="safe">Told once of each record that was handed over and cannot be lost any more, on any thread, before its memory is given back.</param>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public DatasetDeliveries(
        ArgillaExporterOptions options, bool hasServer, SqliteJournal journal, ExporterMetrics metrics, TimeProvider timeProvider, Action<RecordDocument> safe)
    {
        _options = options;
        _hasServer = hasServer;
        _journal = journal;
        _metrics = metrics;
        _timeProvider = timeProvider;
        _safe = safe;
        _count = new OutboxCount(journal.Reader, timeProvider);
        MakeForWhatWaits();
        _look = timeProvider.CreateTimer(static self => ((DatasetDeliveries)self!).LookAgain(), this, LookPause, LookPause);
    }

    /// <summary>True while so much waits for the disk that no more records should be handed over.</summary>
    public bool IsBehind => _journal.Writer.HeldBytes > MaxHeldBytes;

    /// <summary>What the last request, of whatever dataset, says of Argilla.</summary>
    public ArgillaReach Reach => !_hasServer
        ? ArgillaReach.NotConfigured
        : All().Select(static delivery => delivery.LastAnswer).Where(static answer => answer is not null).MaxBy(static answer => answer!.Number) switch
        {
            null => ArgillaReach.Unknown,
            { IsReached: true } => ArgillaReach.Reachable,
            _ => ArgillaReach.Unreachable,
        };

    /// <summary>Records that wait to be sent: in memory, and those in the outbox.</summary>
    public long Waiting => _count.Look().Records + All().Sum(static delivery => (long)delivery.Queued);

    /// <summary>How long the oldest record has waited in the outbox; zero when none does.</summary>
    public TimeSpan OldestAge => _count.Look().Age;

    /// <summary>Records that Argilla has refused.</summary>
    public long DeadLetters => _count.Look().DeadLetters;

    /// <summary>Takes a record over. Never throws, and does not wait. After the end it is only released: it is not safe then, and the journal still has what it was made of.</summary>
    public void Enqueue(RecordDocument record)
    {
        try
        {
            if (Find(record.Dataset ?? _options.Dataset) is { } delivery)
            {
                delivery.Enqueue(record);
                return;
            }
        }
        catch (JournalException exception)
        {
            ArgillaEventSource.Log.StorageFailed(exception.Message);
        }

        record.Release();
    }

    /// <inheritdoc/>
    public bool Flush(int timeoutMilliseconds) => InTurn(timeoutMilliseconds, static (delivery, left) => delivery.Flush(left));

    /// <summary>Gives Argilla the time to take what is ready; the rest goes to the outbox.</summary>
    public bool Shutdown(int timeoutMilliseconds)
    {
        lock (_lock)
        {
            if (_isStopped)
            {
                return true;
            }

            _isStopped = true;
        }

        _look.Dispose();
        var isDone = InTurn(timeoutMilliseconds, static (delivery, left) => delivery.Shutdown(left));
        AwaitCommit();
        _count.Refresh();
        return isDone;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = Shutdown(0);
        foreach (var delivery in All())
        {
            delivery.Dispose();
        }
    }

    private bool InTurn(int timeoutMilliseconds, Func<DatasetDelivery, int, bool> action)
    {
        var watch = Stopwatch.StartNew();
        var isDone = true;
        foreach (var delivery in All())
        {
            var left = timeoutMilliseconds == Timeout.Infinite
                ? Timeout.Infinite
                : (int)Math.Max(0, timeoutMilliseconds - watch.ElapsedMilliseconds);
            isDone &= action(delivery, left);
        }

        return isDone;
    }

    /// <summary>For the count at the end to be right; the journal itself writes all that it was told when it is closed.</summary>
    private void AwaitCommit()
    {
        var committed = new ManualResetEventSlim();
        _journal.Writer.Add(new OutboxWork(0, canWait: false, static _ => { }, committed.Set));
        _ = committed.Wait(LongestCommit);
    }

    private DatasetDelivery[] All()
    {
        lock (_lock)
        {
            return [.. _deliveries.Values];
        }
    }

    /// <summary>The delivery to a dataset, or to the default one when there are too many; null after the end.</summary>
    private DatasetDelivery? Find(string dataset)
    {
        lock (_lock)
        {
            if (_isStopped)
            {
                return null;
            }

            if (_deliveries.TryGetValue(dataset, out var known))
            {
                return known;
            }

            if (_deliveries.Count < MaxDatasets || dataset == _options.Dataset)
            {
                return Make(dataset);
            }

            if (!_isFull)
            {
                _isFull = true;
                ArgillaEventSource.Log.DatasetNote(
                    $"Records name more than {MaxDatasets} datasets. Those of further ones go to {_options.Dataset}: let fewer attributes choose the dataset.");
            }
        }

        return Find(_options.Dataset);
    }

    private DatasetDelivery Make(string dataset)
    {
        var options = _options.Snapshot();
        options.Dataset = dataset;
        options.StorageDirectory = null;

        // All together hold no more than one would.
        options.MaxQueuedBytes = Math.Max(1, _options.MaxQueuedBytes / 2 / (dataset == _options.Dataset ? 1 : MaxDatasets));
        var delivery = new DatasetDelivery(options, _hasServer, _journal, _metrics, _timeProvider, _safe);
        _deliveries.Add(dataset, delivery);
        return delivery;
    }

    private void LookAgain()
    {
        try
        {
            MakeForWhatWaits();
        }
        catch (JournalException exception)
        {
            ArgillaEventSource.Log.StorageFailed(exception.Message);
        }
    }

    /// <summary>However many they are: nobody else would send it.</summary>
    private void MakeForWhatWaits()
    {
        if (!_hasServer)
        {
            return;
        }

        foreach (var dataset in _count.Datasets())
        {
            lock (_lock)
            {
                if (!_isStopped && !_deliveries.ContainsKey(dataset))
                {
                    _ = Make(dataset);
                }
            }
        }
    }
}
