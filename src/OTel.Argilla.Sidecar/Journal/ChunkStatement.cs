using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OTel.Argilla.Sidecar.Journal;

/// <summary>
/// Writes chunks, the one statement that each request waits for. By SQLite's own functions: a chunk is a part of an array, of which a parameter of a command would be a copy.
/// </summary>
internal sealed class ChunkStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <exception cref="SqliteException">There is no such table.</exception>
    public ChunkStatement(sqlite3 database)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v2(database, "INSERT INTO chunks (id, content) VALUES (?, ?)", out _statement));
    }

    /// <exception cref="SqliteException">It cannot be written.</exception>
    public void Execute(in JournalChunk chunk)
    {
        Check(raw.sqlite3_bind_int64(_statement, 1, chunk.Id));
        Check(raw.sqlite3_bind_blob(_statement, 2, chunk.Content.AsSpan()));
        _ = raw.sqlite3_step(_statement);

        // What went wrong in the step is told here, and the statement can be used again.
        Check(raw.sqlite3_reset(_statement));
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
