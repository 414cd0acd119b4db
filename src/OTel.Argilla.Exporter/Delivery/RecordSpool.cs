using System.Text.Json;
using OpenTelemetry.PersistentStorage.FileSystem;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// Records on disk, oldest first. Several processes may share it: a file is leased while its records are sent, and deleted only when each of
/// them has come to an end. A process that is killed leaves a lease that runs out, and then the records are sent again, which changes nothing.
/// </summary>
internal sealed class RecordSpool : IDisposable
{
    private const int MaintenanceMilliseconds = 10_000;
    private const int WriteTimeoutMilliseconds = 60_000;

    private readonly FileBlobProvider _pending;
    private readonly FileBlobProvider _rejected;
    private readonly string _path;
    private readonly ArgillaExporterOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly object _writing = new();
    private volatile bool _isFull;

    private RecordSpool(ArgillaExporterOptions options, Uri server, TimeProvider timeProvider)
    {
        _options = options;
        _timeProvider = timeProvider;
        _path = SpoolDirectory.Create(options, server, "pending");

        // Old files are taken away here, where they are counted; the provider's own clean-up is to come later.
        var age = (long)Math.Min((options.MaxStorageAge + TimeSpan.FromDays(1)).TotalMilliseconds, long.MaxValue / 1e6);
        _pending = new FileBlobProvider(_path, options.MaxStorageBytes, MaintenanceMilliseconds, age, WriteTimeoutMilliseconds);
        _rejected = new FileBlobProvider(
            SpoolDirectory.Create(options, server, "rejected"), Math.Max(1, options.MaxStorageBytes / 4), MaintenanceMilliseconds, age, WriteTimeoutMilliseconds);
    }

    /// <summary>True after a record found no room, until a file is done with.</summary>
    public bool IsFull => _isFull;

    /// <summary>The spool, or null when none is configured or it cannot be used, which is said.</summary>
    public static RecordSpool? Open(ArgillaExporterOptions options, Uri server, TimeProvider timeProvider)
    {
        if (string.IsNullOrEmpty(options.StorageDirectory))
        {
            return null;
        }

        try
        {
            return new RecordSpool(options, server, timeProvider);
        }
        catch (Exception exception)
        {
            ArgillaEventSource.Log.StorageFailed(exception.Message);
            return null;
        }
    }

    /// <summary>Writes the records and gives their memory back; false, with nothing done, when there is no room.</summary>
    public bool TryStore(IReadOnlyList<QueuedRecord> records)
    {
        var content = new PooledBuffer(records.Sum(static record => record.Document.Length + 1));
        try
        {
            foreach (var record in records)
            {
                StoredRecords.Write(content, record.Document);
            }

            // The provider measures its size without a lock of its own.
            lock (_writing)
            {
                _isFull = !_pending.TryCreateBlob(content.Array.AsSpan(0, content.Length), out _);
            }

            if (_isFull)
            {
                return false;
            }
        }
        finally
        {
            content.Release();
        }

        var count = 0;
        foreach (var record in records)
        {
            count += record.Count;
            record.Document.Release();
        }

        ArgillaEventSource.Log.RecordsStored(count);
        return true;
    }

    /// <summary>The oldest records, leased; null when there are none. Too old ones are given up on the way.</summary>
    public Batch? TryTake(Outcomes outcomes)
    {
        foreach (var blob in _pending.GetBlobs().OfType<FileBlob>().OrderBy(static blob => blob.FullPath, StringComparer.Ordinal))
        {
            if (!blob.TryLease(_options.TimeoutMilliseconds + 30_000) || !blob.TryRead(out var content))
            {
                continue;
            }

            var (records, unreadable) = StoredRecords.Read(content);
            if (unreadable > 0)
            {
                outcomes.Dropped(unreadable, "storage_unreadable");
            }

            var stored = new StoredBlob(blob);
            if (records.Count > 0 && _timeProvider.GetUtcNow() - File.GetLastWriteTimeUtc(blob.FullPath) <= _options.MaxStorageAge)
            {
                ArgillaEventSource.Log.StoredRecordsTaken(records.Count);
                return new Batch(records, stored);
            }

            if (records.Count > 0)
            {
                outcomes.Dropped(records, "storage_expired");
            }

            Done(stored);
        }

        return null;
    }

    public void Done(StoredBlob blob)
    {
        blob.Delete();
        _isFull = false;
    }

    /// <summary>Keeps a refused record with Argilla's reason, for a person to look at.</summary>
    public void SetAside(RecordDocument record, string reason)
    {
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content))
        {
            writer.WriteStartObject();
            writer.WriteString("reason", reason);
            writer.WritePropertyName("record");
            writer.WriteRawValue(record.Json.Span, skipInputValidation: true);
            writer.WriteEndObject();
        }

        _ = _rejected.TryCreateBlob(content.GetBuffer().AsSpan(0, (int)content.Length), out _);
    }

    public long MeasureBytes()
    {
        try
        {
            return new DirectoryInfo(_path).EnumerateFiles().Sum(static file => file.Length);
        }
        catch (IOException)
        {
            // A file went away while it was looked at.
            return 0;
        }
    }

    public void Dispose()
    {
        _pending.Dispose();
        _rejected.Dispose();
    }
}
