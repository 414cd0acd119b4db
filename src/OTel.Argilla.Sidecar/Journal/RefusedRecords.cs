using OTel.Argilla.Exporter.Delivery;

namespace OTel.Argilla.Sidecar.Journal;

/// <summary>Writes the dead letters of a dataset: of each record the newest version that was refused, until a newer one gets through.</summary>
/// <remarks>Threading: every member may be called from any thread; fields are used under <c>_lock</c>.</remarks>
internal sealed class RefusedRecords
{
    private readonly Lock _lock = new();
    private readonly SqliteJournal _journal;
    private readonly string _dataset;
    private readonly TimeProvider _timeProvider;

    /// <summary>Hashes of the records that have dead letters, or had: a false hit only asks the file.</summary>
    private readonly HashSet<int> _known;

    /// <summary>Records whose dead letters are about to be deleted, and how often.</summary>
    private readonly Dictionary<string, int> _forgetting = new(StringComparer.Ordinal);

    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public RefusedRecords(SqliteJournal journal, string dataset, TimeProvider timeProvider)
    {
        _journal = journal;
        _dataset = dataset;
        _timeProvider = timeProvider;
        _known = journal.Reader.Read(database =>
        {
            var hashes = new HashSet<int>();
            using var letters = database.Rows("SELECT external_id FROM dead_letters WHERE dataset = $0", dataset);
            while (letters.Read())
            {
                hashes.Add(Hash(letters.GetString(0)));
            }

            return hashes;
        });
    }

    /// <summary>Keeps a record with Argilla's reason. One that was put back before is older than what is kept of it by now.</summary>
    public void Add(in QueuedRecord record, string reason)
    {
        var (externalId, json, now) = (record.ExternalId, record.Document.Json.ToArray(), _timeProvider.GetUtcNow().ToUnixTimeMilliseconds());
        var ifThere = record.Place is OutboxRow { IsRetried: true }
            ? "DO NOTHING"
            : "DO UPDATE SET record = excluded.record, reason = excluded.reason, refused_at = excluded.refused_at";
        lock (_lock)
        {
            _known.Add(Hash(externalId));
        }

        _journal.Writer.Add(new OutboxWork(
            json.Length,
            canWait: false,
            database => database.Execute(
                $"INSERT INTO dead_letters (dataset, external_id, record, reason, refused_at) VALUES ($0, $1, $2, $3, $4) ON CONFLICT (dataset, external_id) {ifThere}",
                _dataset,
                externalId,
                json,
                reason,
                now),
            static () => { }));
    }

    /// <summary>Argilla has the record: older versions of it are of no use any more, the one that a person has put back as well. One that was put back itself says nothing of newer ones.</summary>
    public void Forget(in QueuedRecord record)
    {
        var externalId = record.ExternalId;
        lock (_lock)
        {
            if (record.Place is OutboxRow { IsRetried: true } || !_known.Contains(Hash(externalId)))
            {
                return;
            }

            _forgetting[externalId] = _forgetting.GetValueOrDefault(externalId) + 1;
        }

        _journal.Writer.Add(new OutboxWork(
            0,
            canWait: true,
            database =>
            {
                database.Execute("DELETE FROM dead_letters WHERE dataset = $0 AND external_id = $1", _dataset, externalId);
                database.Execute("DELETE FROM outbox WHERE dataset = $0 AND external_id = $1 AND retried = 1", _dataset, externalId);
            },
            () =>
            {
                lock (_lock)
                {
                    if (--_forgetting[externalId] == 0)
                    {
                        _forgetting.Remove(externalId);
                    }
                }
            }));
    }

    /// <summary>Whether what was put back of the record is as good as gone.</summary>
    public bool IsForgotten(string externalId)
    {
        lock (_lock)
        {
            return _forgetting.ContainsKey(externalId);
        }
    }

    private static int Hash(string externalId) => StringComparer.Ordinal.GetHashCode(externalId);
}
