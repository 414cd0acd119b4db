using OpenTelemetry.PersistentStorage.FileSystem;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// Takes records from disk to be delivered, oldest file first, and takes them off the disk when they have come to an end. A file keeps its place
/// for as long as it lives, also when a part of it is done.
/// </summary>
/// <remarks>Threading: belongs to the spool, under its lock. Between processes: whoever has files open holds the drain lock.</remarks>
internal sealed class SpoolDrain : IDisposable
{
    private const string TemporaryEnding = ".new";

    private readonly SpoolDirectory _directory;
    private readonly FileBlobProvider _pending;
    private readonly TimeSpan _maxAge;
    private readonly TimeProvider _timeProvider;
    private readonly DrainLock _drain;
    private readonly Dictionary<string, StoredFile> _open = new(StringComparer.Ordinal);

    public SpoolDrain(SpoolDirectory directory, FileBlobProvider pending, TimeSpan maxAge, TimeProvider timeProvider)
    {
        _directory = directory;
        _pending = pending;
        _maxAge = maxAge;
        _timeProvider = timeProvider;
        _drain = new DrainLock(directory.DrainLock);
    }

    /// <summary>
    /// The records of the oldest file that is not on its way; null when there is none, another process delivers, or other versions of them are on their way. Too old
    /// ones are given up before that.
    /// </summary>
    public List<QueuedRecord>? TryTake(Outcomes outcomes, Predicate<string> isOnItsWay)
    {
        if (!Directory.Exists(_directory.Pending))
        {
            return null;
        }

        foreach (var blob in _pending.GetBlobs().OfType<FileBlob>().OrderBy(static blob => blob.FullPath, StringComparer.Ordinal))
        {
            if (_open.ContainsKey(blob.FullPath))
            {
                continue;
            }

            if (!TryEnterDrain())
            {
                return null;
            }

            if (!blob.TryRead(out var content))
            {
                continue;
            }

            var (records, superseded, unreadable) = StoredRecords.Read(content);
            if (records.Exists(record => isOnItsWay(record.ExternalId)))
            {
                // It keeps its place before the files behind it: they may hold newer versions of its records.
                records.ForEach(static record => record.Release());
                break;
            }

            if (Take(blob, records, superseded, unreadable, outcomes) is { } taken)
            {
                return taken;
            }
        }

        ExitWhenIdle();
        return null;
    }

    /// <summary>A record from here has come to its end.</summary>
    public void Ended(in QueuedRecord record)
    {
        _ = FileOf(record).Open.Remove(record.ExternalId);
        LeaveMemory(FileOf(record));
    }

    /// <summary>A record from here is not sent now; its memory is given back.</summary>
    public void PutBack(in QueuedRecord record)
    {
        record.Document.Release();
        LeaveMemory(FileOf(record));
    }

    public void Dispose() => _drain.Dispose();

    private static StoredFile FileOf(in QueuedRecord record) => (StoredFile)record.Place!;

    private List<QueuedRecord>? Take(FileBlob blob, List<RecordDocument> records, int superseded, int unreadable, Outcomes outcomes)
    {
        var isTooOld = _timeProvider.GetUtcNow() - File.GetLastWriteTimeUtc(blob.FullPath) > _maxAge;
        if ((records.Count == 0 || isTooOld) && !blob.TryDelete())
        {
            // Nothing is counted that is still there.
            records.ForEach(static record => record.Release());
            return null;
        }

        outcomes.Superseded(superseded);
        outcomes.Dropped(unreadable, ExporterMetrics.StorageUnreadable);
        if (isTooOld)
        {
            outcomes.Dropped(records.ConvertAll(static record => new QueuedRecord(record, sequence: 0)), ExporterMetrics.StorageExpired);
        }

        if (records.Count == 0 || isTooOld)
        {
            return null;
        }

        ArgillaEventSource.Log.StoredRecordsTaken(records.Count);
        var file = new StoredFile(blob, records.Select(static record => record.ExternalId), superseded + unreadable);
        _open.Add(blob.FullPath, file);
        return records.ConvertAll(record => new QueuedRecord(record, sequence: 0, file));
    }

    private void LeaveMemory(StoredFile file)
    {
        if (--file.InMemory > 0)
        {
            return;
        }

        if (file.Open.Count == 0)
        {
            if (!file.Blob.TryDelete() && File.Exists(file.Blob.FullPath))
            {
                // It stays open, or its records would be sent again and again.
                return;
            }
        }
        else if (file.IsPartlyDone)
        {
            KeepOpenOnes(file);
        }

        _ = _open.Remove(file.Blob.FullPath);
        ExitWhenIdle();
    }

    /// <summary>Takes what is done out of the file. Where that fails the file stays whole, and sending all of it again changes nothing.</summary>
    private static void KeepOpenOnes(StoredFile file)
    {
        var path = file.Blob.FullPath;
        var rest = new PooledBuffer();
        try
        {
            var written = File.GetLastWriteTimeUtc(path);
            StoredRecords.Copy(File.ReadAllBytes(path), file.Open, rest);
            PrivateFile.Replace(path, path + TemporaryEnding, rest.Segment);
            File.SetLastWriteTimeUtc(path, written);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ArgillaEventSource.Log.DeliveryFault(exception.GetType().Name);
        }
        finally
        {
            rest.Release();
        }
    }

    private bool TryEnterDrain()
    {
        if (!_drain.TryEnter())
        {
            return false;
        }

        if (_open.Count == 0)
        {
            // Left by a process that was killed while it replaced a file; only the one that drains does so.
            foreach (var leftover in Directory.GetFiles(_directory.Pending, "*" + TemporaryEnding))
            {
                _ = new FileBlob(leftover).TryDelete();
            }
        }

        return true;
    }

    private void ExitWhenIdle()
    {
        if (_open.Count == 0)
        {
            _drain.Exit();
        }
    }
}
