using OpenTelemetry.PersistentStorage.FileSystem;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// Records on disk. Several processes may share it: each writes files of its own, and one at a time delivers them all, oldest first. A file is
/// deleted only when each of its records has come to an end; whoever is killed before that leaves it to the next, and sending a record twice
/// changes nothing.
/// </summary>
/// <remarks>
/// Threading: every member may be called from any thread; fields and files are used under <c>_gate</c>.
/// <para>Versions: a file keeps its place for as long as it lives, also when a part of it is done. A newer version of a record that this process has
/// on disk is stored behind it (<see cref="MayHold"/>), not sent. So an older version never comes after a newer one, as long as the
/// clock, which names the files, does not go back.</para>
/// </remarks>
internal sealed class RecordSpool : IRecordStore
{
    private const int MaintenanceMilliseconds = 10_000;
    private const int WriteTimeoutMilliseconds = 60_000;

    /// <summary>A hundred years; the age is subtracted from the date.</summary>
    private const long NeverMilliseconds = 100L * 365 * 24 * 60 * 60 * 1000;

    private readonly object _gate = new();
    private readonly SpoolDirectory _directory;
    private readonly FileBlobProvider _pending;
    private readonly RejectedRecords _rejected;
    private readonly ArgillaExporterOptions _options;
    private readonly SpoolDrain _drain;
    private readonly StoredIds _ids = new();
    private long _refusedBytes;

    private RecordSpool(ArgillaExporterOptions options, Uri server, TimeProvider timeProvider)
    {
        _options = options;
        _directory = new SpoolDirectory(options, server);

        // Old files are taken away here, where they are counted, however long nobody was there to do so: the provider's own clean-up is for what nobody counts.
        var age = (long)Math.Min((options.MaxStorageAge + TimeSpan.FromDays(1)).TotalMilliseconds, long.MaxValue / 1e6);
        _pending = new FileBlobProvider(_directory.Pending, long.MaxValue, MaintenanceMilliseconds, NeverMilliseconds, WriteTimeoutMilliseconds);
        _drain = new SpoolDrain(_directory, _pending, options.MaxStorageAge, timeProvider);
        _rejected = new RejectedRecords(
            _directory.Rejected,
            options.MaxStorageBytes / 4,
            new FileBlobProvider(_directory.Rejected, long.MaxValue, MaintenanceMilliseconds, age, WriteTimeoutMilliseconds));
    }

    /// <inheritdoc/>
    public bool IsFull
    {
        get
        {
            lock (_gate)
            {
                return _refusedBytes > 0 && !HasRoomFor(_refusedBytes);
            }
        }
    }

    /// <summary>The spool, or null when none is configured or it cannot be used, which is said.</summary>
    public static RecordSpool? Open(ArgillaExporterOptions options, Uri server, TimeProvider timeProvider)
    {
        if (string.IsNullOrEmpty(options.StorageDirectory))
        {
            return null;
        }

        try
        {
            var spool = new RecordSpool(options, server, timeProvider);
            foreach (var other in spool._directory.FindOthers())
            {
                ArgillaEventSource.Log.StoredElsewhere(other, spool._directory.Pending);
            }

            return spool;
        }
        catch (Exception exception)
        {
            ArgillaEventSource.Log.StorageFailed(exception.Message);
            return null;
        }
    }

    /// <summary>Bytes of the records that wait here.</summary>
    public long MeasureBytes() => SpoolDirectory.Measure(_directory.Pending);

    /// <inheritdoc/>
    /// <remarks>Of what this process has stored.</remarks>
    public bool MayHold(string externalId)
    {
        lock (_gate)
        {
            return !_ids.IsEmpty && _ids.MayHold(externalId);
        }
    }

    /// <inheritdoc/>
    public bool TryStore(IReadOnlyList<QueuedRecord> records)
    {
        var content = new PooledBuffer(records.Sum(static record => record.Document.Length + 1));
        try
        {
            foreach (var record in records)
            {
                StoredRecords.Write(content, record.Document);
            }

            lock (_gate)
            {
                var path = HasRoomFor(content.Length) ? Write(content.Written) : null;
                _refusedBytes = path is null ? content.Length : 0;
                if (path is null)
                {
                    return false;
                }

                _ids.Add(path, records.Select(static record => record.ExternalId));
            }
        }
        finally
        {
            content.Release();
        }

        foreach (var record in records)
        {
            record.Document.Release();
        }

        ArgillaEventSource.Log.RecordsStored(records.Count);
        return true;
    }

    /// <inheritdoc cref="SpoolDrain.TryTake"/>
    public List<QueuedRecord>? TryTake(Outcomes outcomes, Predicate<string> isOnItsWay)
    {
        lock (_gate)
        {
            _ids.Prune();
            return _drain.TryTake(outcomes, isOnItsWay);
        }
    }

    /// <inheritdoc cref="SpoolDrain.Ended"/>
    public void Ended(in QueuedRecord record)
    {
        lock (_gate)
        {
            _drain.Ended(record);
        }
    }

    /// <inheritdoc cref="SpoolDrain.PutBack"/>
    public void PutBack(in QueuedRecord record)
    {
        lock (_gate)
        {
            _drain.PutBack(record);
        }
    }

    /// <inheritdoc cref="RejectedRecords.Add"/>
    public void SetAside(in QueuedRecord record, string reason) => _rejected.Add(record.Document, reason);

    public void Dispose()
    {
        lock (_gate)
        {
            _pending.Dispose();
            _rejected.Dispose();
            _drain.Dispose();
        }
    }

    private string? Write(ReadOnlySpan<byte> content)
    {
        try
        {
            _directory.Ensure();
            if (!_pending.TryCreateBlob(content, out var blob))
            {
                return null;
            }

            PrivateFile.Restrict(((FileBlob)blob).FullPath);
            return ((FileBlob)blob).FullPath;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ArgillaEventSource.Log.StorageFailed(exception.Message);
            return null;
        }
    }

    private bool HasRoomFor(long bytes) => MeasureBytes() + bytes <= _options.MaxStorageBytes;
}
