using Microsoft.Data.Sqlite;

namespace OTel.Argilla.Sidecar.Journal;

/// <summary>Reads what is committed, beside the writer.</summary>
/// <remarks>Threading: every member may be called from any thread; one reads at a time.</remarks>
internal sealed class JournalReader : IDisposable
{
    private readonly Lock _lock = new();
    private readonly JournalDatabase _database;
    private readonly string _path;

    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    public JournalReader(string path)
    {
        _path = path;
        _database = new JournalDatabase(path);
        _database.Execute("PRAGMA query_only=1");
    }

    /// <summary>Asks something of the file.</summary>
    /// <exception cref="JournalException">It cannot be read.</exception>
    public T Read<T>(Func<JournalDatabase, T> question)
    {
        try
        {
            lock (_lock)
            {
                return question(_database);
            }
        }
        catch (Exception error) when (error is SqliteException or InvalidOperationException)
        {
            throw new JournalException(JournalFile.Explain(_path, error), error);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _database.Dispose();
        }
    }
}
