using Microsoft.Data.Sqlite;

namespace OTel.Argilla.Emulator.Storage;

/// <summary>One SQLite connection with its prepared statements. Not for two threads at once: <see cref="Store"/> sees to that.</summary>
internal sealed class Database : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    public Database(string? file)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = file ?? ":memory:",
            Pooling = false,
            DefaultTimeout = 1,
        };
        _connection = new SqliteConnection(settings.ToString());
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

    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>The rows as arrays of long, double, string, byte[] or null.</summary>
    public List<object?[]> Rows(string sql, params ReadOnlySpan<object?> values)
    {
        using var reader = Bind(sql, values).ExecuteReader();
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
