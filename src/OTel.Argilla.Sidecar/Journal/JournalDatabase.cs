using Microsoft.Data.Sqlite;

namespace OTel.Argilla.Sidecar.Journal;

/// <summary>One SQLite connection to the journal's file, with its prepared statements. Not for two threads at once.</summary>
internal sealed class JournalDatabase : IDisposable
{
    /// <summary>How long to wait for another process that holds the file: one that lists or moves dead letters.</summary>
    private const int BusyMilliseconds = 5000;

    /// <summary>For a new file. Chunks are some tens of kilobytes: the larger the pages, the fewer of them are written, one call of the system each.</summary>
    private const int PageSize = 16 * 1024;

    /// <summary>8 MiB: then the log is put into the file, and begins anew.</summary>
    private const int PagesInLog = 512;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public JournalDatabase(string path)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 1 };
        _connection = new SqliteConnection(settings.ToString());
        try
        {
            _connection.Open();
            Execute($"PRAGMA busy_timeout={BusyMilliseconds}");
            Execute($"PRAGMA page_size={PageSize}");

            // A commit is on the disk, not only with the system, when it is over: what was acknowledged survives a power loss.
            Execute("PRAGMA journal_mode=WAL");
            Execute("PRAGMA synchronous=FULL");
            Execute($"PRAGMA wal_autocheckpoint={PagesInLog}");
            Execute($"PRAGMA journal_size_limit={PagesInLog * PageSize}");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>The first column of the first row, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    public long Number(string sql, params ReadOnlySpan<object?> values) => (long?)Scalar(sql, values) ?? 0;

    /// <summary>The rows, to be read to their end before the statement is used again.</summary>
    public SqliteDataReader Rows(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteReader();

    /// <summary>Does something as a whole, or not at all.</summary>
    public void InTransaction(Action action)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            action();
            Execute("COMMIT");
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    public void RollBack()
    {
        // Some errors have rolled it back already.
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            Execute("ROLLBACK");
        }
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
#pragma warning disable CA2100 // Texts are constants of this assembly with numbers of its own; values are always bound.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            }

            _commands.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}
