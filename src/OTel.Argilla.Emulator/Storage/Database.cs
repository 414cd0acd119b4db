using Microsoft.Data.Sqlite;
using OTel.Argilla.Storage;

namespace OTel.Argilla.Emulator.Storage;

/// <summary>One SQLite connection with its prepared statements. Not for two threads at once: <see cref="Store"/> sees to that.</summary>
internal sealed class Database : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatements _statements;

    public Database(string? file)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = file ?? ":memory:",
            Pooling = false,
            DefaultTimeout = 1,
        };
        _connection = Connect(settings.ToString());
        _statements = new SqliteStatements(_connection);
        try
        {
            _connection.Open();
            // An exclusive lock keeps a second emulator away; the system drops it when this process dies.
            Execute("PRAGMA locking_mode=EXCLUSIVE");
            Execute("PRAGMA journal_mode=WAL");
            Execute("PRAGMA synchronous=FULL");

            // 64 MiB: the pages of the indexes that a batch touches, also in a large file.
            Execute("PRAGMA cache_size=-65536");
            Execute("BEGIN EXCLUSIVE");
            foreach (var statement in Tables.Create)
            {
                Execute(statement);
            }

            Execute("COMMIT");
        }
        catch (SqliteException error) when (error.SqliteErrorCode is 5 or 6)
        {
            Dispose();
            throw new EmulatorException($"The data file '{file}' is in use by another emulator. Stop that one, or give this one another file with --data.", error);
        }
        catch (SqliteException error)
        {
            Dispose();
            throw new EmulatorException($"The data file '{file}' cannot be opened as an emulator's database: {error.Message}", error);
        }
    }

    public int Execute(string sql, params ReadOnlySpan<object?> values) => _statements.Bind(sql, values).ExecuteNonQuery();

    /// <summary>The rows as arrays of long, double, string, byte[] or null.</summary>
    public List<object?[]> Rows(string sql, params ReadOnlySpan<object?> values)
    {
        using var reader = _statements.Bind(sql, values).ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            }

            rows.Add(row);
        }

        return rows;
    }

    public object?[]? Row(string sql, params ReadOnlySpan<object?> values)
    {
        var rows = Rows(sql, values);
        return rows.Count == 0 ? null : rows[0];
    }

    public object? Scalar(string sql, params ReadOnlySpan<object?> values) => Row(sql, values)?[0];

    /// <summary>Inserts a row and gives its sequence number.</summary>
    public long Insert(string sql, params ReadOnlySpan<object?> values)
    {
        Execute(sql, values);
        return (long)Scalar("SELECT last_insert_rowid()")!;
    }

    public void Dispose()
    {
        _statements.Dispose();
        _connection.Dispose();
    }

    private static SqliteConnection Connect(string settings)
    {
        try
        {
            return new SqliteConnection(settings);
        }
        catch (TypeInitializationException error) when (SqliteLibrary.Explain(error) is { } text)
        {
            throw new EmulatorException(text, error);
        }
    }
}
