namespace OTel.Argilla.Sidecar.Journal;

/// <summary>The records of a data directory that Argilla has refused, for a person to look at; a sidecar may be running on it. Not for two threads at once.</summary>
internal sealed class DeadLetters : IDisposable
{
    private const string Chosen = "dead_letters WHERE id = $0";
    private const string SameRecord = "FROM outbox JOIN dead_letters USING (dataset, external_id) WHERE dead_letters.id = $0";

    private readonly JournalDatabase _database;
    private readonly string _path;

    private DeadLetters(JournalDatabase database, string path)
    {
        _database = database;
        _path = path;
    }

    /// <exception cref="JournalException">There is no journal, or it cannot be used.</exception>
    public static DeadLetters Open(string directory) => new(JournalFile.OpenExisting(directory), JournalFile.PathIn(directory));

    /// <summary>All of a dataset, or of all, the oldest first.</summary>
    /// <exception cref="JournalException">They cannot be read.</exception>
    public List<DeadLetter> List(string? dataset) => Do(() =>
    {
        var letters = new List<DeadLetter>();
        using var rows = _database.Rows(
            "SELECT id, refused_at, dataset, external_id, reason FROM dead_letters WHERE $0 IS NULL OR dataset = $0 ORDER BY id", dataset);
        while (rows.Read())
        {
            letters.Add(new DeadLetter(
                rows.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(1)), rows.GetString(2), rows.GetString(3), rows.GetString(4)));
        }

        return letters;
    });

    /// <summary>The record as JSON; null when it is gone.</summary>
    /// <exception cref="JournalException">It cannot be read.</exception>
    public byte[]? Read(long id) => Do(() => (byte[]?)_database.Scalar($"SELECT record FROM {Chosen}", id));

    /// <summary>Puts records back to be sent, before whatever else waits of them; those of which a newer version waits are needless, and taken away.</summary>
    /// <returns>How many were put back, and how many were needless.</returns>
    /// <exception cref="JournalException">Nothing was done.</exception>
    public (int PutBack, int Needless) Retry(IReadOnlyList<long> ids, DateTimeOffset now) => Do(() =>
    {
        var (putBack, needless) = (0, 0);
        _database.InTransaction(() =>
        {
            foreach (var id in ids)
            {
                // What was put back before is older than what was refused since.
                _database.Execute($"DELETE FROM outbox WHERE id IN (SELECT outbox.id {SameRecord} AND retried = 1)", id);
                if (_database.Scalar($"SELECT 1 {SameRecord}", id) is null)
                {
                    putBack += _database.Execute(
                        $"INSERT INTO outbox (dataset, external_id, record, stored_at, retried) SELECT dataset, external_id, record, $1, 1 FROM {Chosen}",
                        id,
                        now.ToUnixTimeMilliseconds());
                }
                else
                {
                    needless++;
                }

                _database.Execute($"DELETE FROM {Chosen}", id);
            }
        });
        return (putBack, needless);
    });

    /// <summary>Takes records away for good; how many were there.</summary>
    /// <exception cref="JournalException">Nothing was done.</exception>
    public int Drop(IReadOnlyList<long> ids) => Do(() =>
    {
        var dropped = 0;
        _database.InTransaction(() => dropped = ids.Sum(id => _database.Execute($"DELETE FROM {Chosen}", id)));
        return dropped;
    });

    public void Dispose() => _database.Dispose();

    private T Do<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Microsoft.Data.Sqlite.SqliteException error)
        {
            throw new JournalException(JournalFile.Explain(_path, error), error);
        }
    }
}
