using Microsoft.Data.Sqlite;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Storage;

namespace OTel.Argilla.Sidecar.Journal;

/// <summary>The journal's file under a data directory: made when it is not there, and its tables.</summary>
internal static class JournalFile
{
    private const long Version = 1;

    private static readonly string[] Tables =
    [
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE TABLE chunks (id INTEGER PRIMARY KEY, content BLOB NOT NULL)",
        "CREATE TABLE settled (chunk INTEGER PRIMARY KEY, items BLOB NOT NULL)",
        "CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, dataset TEXT NOT NULL, external_id TEXT NOT NULL, record BLOB NOT NULL, stored_at INTEGER NOT NULL, "
            + "retried INTEGER NOT NULL DEFAULT 0)",
        "CREATE INDEX outbox_versions ON outbox (dataset, external_id)",
        "CREATE INDEX outbox_order ON outbox (dataset, id)",
        "CREATE TABLE dead_letters (id INTEGER PRIMARY KEY AUTOINCREMENT, dataset TEXT NOT NULL, external_id TEXT NOT NULL, record BLOB NOT NULL, "
            + "reason TEXT NOT NULL, refused_at INTEGER NOT NULL, UNIQUE (dataset, external_id))",
        $"INSERT INTO meta (name, value) VALUES ('version', {Version}), ('starts', 0), ('probes', 0)",
    ];

    public static string PathIn(string directory) => Path.Combine(directory, "journal.db");

    /// <summary>Opens the file and makes what is not there.</summary>
    /// <exception cref="JournalException">It cannot be opened, or is none of ours.</exception>
    public static JournalDatabase OpenOrCreate(string directory) => Open(PathIn(directory), mayCreate: true);

    /// <summary>Opens the file of a sidecar that may be running.</summary>
    /// <exception cref="JournalException">It is not there, cannot be opened, or is none of ours.</exception>
    public static JournalDatabase OpenExisting(string directory)
    {
        var path = PathIn(directory);
        return File.Exists(path)
            ? Open(path, mayCreate: false)
            : throw new JournalException($"There is no journal in '{directory}': give the data directory of a sidecar.");
    }

    /// <summary>What an error means, and what to do.</summary>
    public static string Explain(string path, Exception error) => error is SqliteException sqlite
        ? sqlite.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_FULL => $"The disk that holds the journal '{path}' is full: make room on it.",
            SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => $"The journal '{path}' is held by another program: end that.",
            SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_AUTH =>
                $"The journal '{path}' cannot be opened for writing: let this user write to it and its directory ({sqlite.Message}).",
            SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB =>
                $"The journal '{path}' is damaged, or no journal: put its directory away, and start with an empty one ({sqlite.Message}).",
            _ => $"The journal '{path}' cannot be used: look after its disk ({sqlite.Message}).",
        }
        : $"The journal '{path}' cannot be used: {SqliteLibrary.Explain(error) ?? error.Message}";

    private static JournalDatabase Open(string path, bool mayCreate)
    {
        JournalDatabase? database = null;
        try
        {
            if (mayCreate && !File.Exists(path))
            {
                // SQLite gives the files beside it the same rights.
                PrivateFile.OpenAlone(path).Dispose();
            }

            database = new JournalDatabase(path);
            var opened = database;
            opened.InTransaction(() => Check(opened, path, mayCreate));
            return opened;
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException || SqliteLibrary.Explain(error) is not null)
        {
            database?.Dispose();
            throw new JournalException(Explain(path, error), error);
        }
        catch
        {
            database?.Dispose();
            throw;
        }
    }

    private static void Check(JournalDatabase database, string path, bool mayCreate)
    {
        if (mayCreate && database.Number("SELECT count(*) FROM sqlite_schema") == 0)
        {
            foreach (var statement in Tables)
            {
                database.Execute(statement);
            }
        }

        var version = database.Number("SELECT count(*) FROM sqlite_schema WHERE name = 'meta'") == 0
            ? 0
            : database.Number("SELECT value FROM meta WHERE name = 'version'");
        if (version != Version)
        {
            throw new JournalException(version > Version
                ? $"The journal '{path}' was written by a newer version of otel-argilla: use that one, or another data directory."
                : $"'{path}' is not a journal of otel-argilla: give another data directory.");
        }
    }
}
