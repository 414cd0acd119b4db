using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Sidecar.Journal;

/// <summary>
/// The records of one dataset that wait in the journal for Argilla, and those that Argilla refused. All changes go through the journal's writer, in the order in which
/// they are asked for; a record that was handed over to it is as safe as what the journal holds of its trace, since that is let go behind it.
/// </summary>
/// <remarks>
/// Threading: every member may be called from any thread; fields are used under <c>_lock</c>, and nothing of others is called under it.
/// <para>Versions: rows are taken in their order, and none while another version of its record is on its way. What a person has put back from the dead letters is
/// older than everything else: it goes when a newer version has got through.</para>
/// </remarks>
internal sealed class OutboxStore : IRecordStore
{
    private const string Version = "dataset = $0 AND external_id = $1";

    private readonly Lock _lock = new();
    private readonly SqliteJournal _journal;
    private readonly string _dataset;
    private readonly int _maxRecords;
    private readonly long _maxBytes;
    private readonly TimeProvider _timeProvider;
    private readonly Action<RecordDocument> _stored;
    private readonly RefusedRecords _refused;

    /// <summary>Rows that are in memory, or about to be deleted.</summary>
    private readonly HashSet<long> _taken = [];

    /// <summary>Records that are not in the file yet.</summary>
    private readonly Dictionary<string, int> _storing = new(StringComparer.Ordinal);

    /// <summary>How often something was stored; tells whether there is nothing still after a look that found nothing.</summary>
    private long _stores;
    private bool _isEmpty;

    /// <param name="journal">The journal.</param>
    /// <param name="dataset">Whose records these are.</param>
    /// <param name="maxRecords">How many are taken at once.</param>
    /// <param name="maxBytes">How many bytes are taken at once; one record may be larger.</param>
    /// <param name="timeProvider">Tells since when a record waits.</param>
    /// <param name="stored">Told of each record that is stored, before its memory is given back.</param>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public OutboxStore(
        SqliteJournal journal, string dataset, int maxRecords, long maxBytes, TimeProvider timeProvider, Action<RecordDocument> stored)
    {
        _journal = journal;
        _dataset = dataset;
        _maxRecords = maxRecords;
        _maxBytes = maxBytes;
        _timeProvider = timeProvider;
        _stored = stored;
        _refused = new RefusedRecords(journal, dataset, timeProvider);
    }

    /// <summary>Records that are handed over and not in the file yet.</summary>
    public int Storing
    {
        get
        {
            lock (_lock)
            {
                return _storing.Values.Sum();
            }
        }
    }

    /// <summary>Called when there may be something to take, on the writer's thread.</summary>
    public Action? Changed { get; set; }

    /// <inheritdoc/>
    /// <remarks>Never: what finds no room on the disk waits for some, in the hands of the writer.</remarks>
    public bool IsFull => false;

    /// <inheritdoc/>
    public bool MayHold(string externalId)
    {
        lock (_lock)
        {
            if (_storing.ContainsKey(externalId))
            {
                return true;
            }

            if (_isEmpty)
            {
                return false;
            }
        }

        return Ask(database => database.Scalar($"SELECT 1 FROM outbox WHERE {Version} LIMIT 1", _dataset, externalId) is not null, true);
    }

    /// <inheritdoc/>
    public bool TryStore(IReadOnlyList<QueuedRecord> records)
    {
        Store(records);
        ArgillaEventSource.Log.RecordsStored(records.Count);
        return true;
    }

    /// <summary>As <see cref="TryStore"/>, where that is what always happens, and need not be said.</summary>
    public void Store(IReadOnlyList<QueuedRecord> records)
    {
        var rows = new (string ExternalId, byte[] Json)[records.Count];
        var bytes = 0L;
        for (var i = 0; i < rows.Length; i++)
        {
            var document = records[i].Document;
            rows[i] = (document.ExternalId, document.Json.ToArray());
            bytes += document.Length;
        }

        lock (_lock)
        {
            _stores++;
            _isEmpty = false;
            foreach (var (externalId, _) in rows)
            {
                _storing[externalId] = _storing.GetValueOrDefault(externalId) + 1;
            }
        }

        var now = _timeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        _journal.Writer.Add(new OutboxWork(
            bytes,
            canWait: false,
            database =>
            {
                foreach (var (externalId, json) in rows)
                {
                    database.Execute("INSERT INTO outbox (dataset, external_id, record, stored_at) VALUES ($0, $1, $2, $3)", _dataset, externalId, json, now);
                }
            },
            () => Stored(rows)));
        foreach (var record in records)
        {
            _stored(record.Document);
            record.Document.Release();
        }
    }

    /// <inheritdoc/>
    public List<QueuedRecord>? TryTake(Outcomes outcomes, Predicate<string> isOnItsWay)
    {
        long stores;
        lock (_lock)
        {
            stores = _stores;
        }

        var (rows, isEmpty) = Ask(database => Find(database, isOnItsWay), ([], false));
        if (rows.Count == 0)
        {
            lock (_lock)
            {
                _isEmpty = isEmpty && stores == _stores && _storing.Count == 0;
            }

            return null;
        }

        var block = new RecordBlock(rows.Sum(static row => row.Json.Length));
        var taken = rows.ConvertAll(row => new QueuedRecord(
            new RecordDocument(block, row.Json, row.ExternalId, RecordParts.Any) { Dataset = _dataset }, sequence: 0, row.Place));
        block.Release();
        lock (_lock)
        {
            _taken.UnionWith(rows.Select(static row => row.Place.Id));
        }

        ArgillaEventSource.Log.StoredRecordsTaken(taken.Count);
        return taken;
    }

    /// <inheritdoc/>
    public void Ended(in QueuedRecord record)
    {
        var id = ((OutboxRow)record.Place!).Id;
        _journal.Writer.Add(new OutboxWork(
            0,
            canWait: true,
            database => database.Execute("DELETE FROM outbox WHERE id = $0", id),
            () =>
            {
                lock (_lock)
                {
                    _taken.Remove(id);
                }
            }));
    }

    /// <inheritdoc/>
    public void PutBack(in QueuedRecord record)
    {
        record.Document.Release();
        lock (_lock)
        {
            _taken.Remove(((OutboxRow)record.Place!).Id);
        }
    }

    /// <inheritdoc/>
    public void SetAside(in QueuedRecord record, string reason) => _refused.Add(record, reason);

    /// <inheritdoc cref="RefusedRecords.Forget"/>
    public void Exported(in QueuedRecord record) => _refused.Forget(record);

    /// <summary>The journal is somebody else's.</summary>
    public void Dispose()
    {
    }

    private void Stored((string ExternalId, byte[] Json)[] rows)
    {
        lock (_lock)
        {
            foreach (var (externalId, _) in rows)
            {
                if (--_storing[externalId] == 0)
                {
                    _storing.Remove(externalId);
                }
            }
        }

        Changed?.Invoke();
    }

    /// <summary>The rows to take, and whether there is none at all.</summary>
    private (List<(OutboxRow Place, string ExternalId, byte[] Json)> Rows, bool IsEmpty) Find(JournalDatabase database, Predicate<string> isOnItsWay)
    {
        var found = new List<(OutboxRow Place, string ExternalId, byte[] Json)>();
        var bytes = 0L;
        var isEmpty = true;
        using (var rows = database.Rows("SELECT id, external_id, retried, length(record) FROM outbox WHERE dataset = $0 ORDER BY id", _dataset))
        {
            while (found.Count < _maxRecords && rows.Read())
            {
                isEmpty = false;
                var (id, externalId, isRetried, length) = (rows.GetInt64(0), rows.GetString(1), rows.GetInt64(2) != 0, rows.GetInt64(3));
                if (!IsFree(id, externalId, isRetried) || isOnItsWay(externalId))
                {
                    continue;
                }

                bytes += length;
                if (found.Count > 0 && bytes > _maxBytes)
                {
                    break;
                }

                found.Add((new OutboxRow(id, isRetried), externalId, (byte[])database.Scalar("SELECT record FROM outbox WHERE id = $0", id)!));
            }
        }

        return (found, isEmpty);
    }

    private bool IsFree(long id, string externalId, bool isRetried)
    {
        lock (_lock)
        {
            if (_taken.Contains(id))
            {
                return false;
            }
        }

        return !isRetried || !_refused.IsForgotten(externalId);
    }

    /// <summary>Asks the file; what cannot be read now is asked again later.</summary>
    private T Ask<T>(Func<JournalDatabase, T> question, T otherwise)
    {
        try
        {
            return _journal.Reader.Read(question);
        }
        catch (JournalException exception)
        {
            ArgillaEventSource.Log.StorageFailed(exception.Message);
            return otherwise;
        }
    }
}
