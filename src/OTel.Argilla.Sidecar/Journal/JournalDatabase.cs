using Microsoft.Data.Sqlite;
using OTel.Argilla.Storage;

namespace OTel.Argilla.Sidecar.Journal;

/// <summary>One SQLite connection to the journal's file, with its prepared statements. Not for two threads at once.</summary>
internal sealed class JournalDatabase : IDisposable
{
    /// <summary>How long to wait for another process that holds the file: one that lists or moves dead letters.</summary>
    private const int BusyMilliseconds = 5000;

    /// <summary>For a new file. Chunks are some tens of kilobytes: the larger the pages, the fewer of them are written, one call of the system each.</summary>
    private const int PageSize = 16 * 1024;

    /// <summary>8 MiB: then the log is put into the file, and begins anew.</summary>
    public const int PagesInLog = 512;

    /// <summary>32 MiB: a log that was longer is cut to this. It grows while it is put into the file, and to cut and extend it each time takes longer than it saves.</summary>
    private const int PagesOfCutLog = 4 * PagesInLog;

    private readonly SqliteConnection _connection;
    private readonly SqliteStatements _statements;
    private ChunkStatement? _addChunk;

    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public JournalDatabase(string path)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 1 };
        _connection = new SqliteConnection(settings.ToString());
        _statements = new SqliteStatements(_connection);
        try
        {
            _connection.Open();
            Execute($"PRAGMA busy_timeout={BusyMilliseconds}");
            Execute($"PRAGMA page_size={PageSize}");

            // A commit is on the disk, not only with the system, when it is over: what was acknowledged survives a power loss.
            Execute("PRAGMA journal_mode=WAL");
            Execute("PRAGMA synchronous=FULL");
            Execute($"PRAGMA wal_autocheckpoint={PagesInLog}");
            Execute($"PRAGMA journal_size_limit={PagesOfCutLog * PageSize}");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>How many pages this connection has written to the log, ever; begins anew after the largest number.</summary>
    public int PagesWritten
    {
        get
        {
            _ = SQLitePCL.raw.sqlite3_db_status(_connection.Handle, SQLitePCL.raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 0);
            return pages;
        }
    }

    public int Execute(string sql, params ReadOnlySpan<object?> values) => _statements.Bind(sql, values).ExecuteNonQuery();

    public void AddChunk(in JournalChunk chunk) => (_addChunk ??= new ChunkStatement(_connection.Handle!)).Execute(chunk);

    /// <summary>The first column of the first row, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values) => _statements.Bind(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    public long Number(string sql, params ReadOnlySpan<object?> values) => (long?)Scalar(sql, values) ?? 0;

    /// <summary>The rows, to be read to their end before the statement is used again.</summary>
    public SqliteDataReader Rows(string sql, params ReadOnlySpan<object?> values) => _statements.Bind(sql, values).ExecuteReader();

    /// <summary>Copies what is in the log into the file, as far as nobody reads it. True when nothing is left in it.</summary>
    public bool Checkpoint()
    {
        using var rows = Rows("PRAGMA wal_checkpoint(PASSIVE)");
        return rows.Read() && rows.GetInt64(0) == 0 && rows.GetInt64(1) == rows.GetInt64(2);
    }

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
        _statements.Dispose();
        _addChunk?.Dispose();
        _connection.Dispose();
    }
}
