namespace OTel.Argilla.Emulator.Storage;

/// <summary>
/// The tables. What an answer shows is kept as a JSON document; columns beside it are keys to find it by. Texts that may hold NUL
/// are BLOBs, since SQLite ends a text there.
/// </summary>
internal static class Tables
{
    public static readonly string[] Create =
    [
        "CREATE TABLE IF NOT EXISTS users (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, username TEXT NOT NULL UNIQUE, role TEXT NOT NULL, "
            + "api_key TEXT NOT NULL UNIQUE, password TEXT NOT NULL, doc BLOB NOT NULL)",
        "CREATE TABLE IF NOT EXISTS workspaces (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name BLOB NOT NULL UNIQUE, doc BLOB NOT NULL)",
        "CREATE TABLE IF NOT EXISTS members (seq INTEGER PRIMARY KEY, workspace TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE, "
            + "user TEXT NOT NULL REFERENCES users(id) ON DELETE CASCADE, UNIQUE (workspace, user))",
        "CREATE TABLE IF NOT EXISTS datasets (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, workspace TEXT NOT NULL, name BLOB NOT NULL, "
            + "search_index INTEGER NOT NULL DEFAULT 0, doc BLOB NOT NULL, UNIQUE (workspace, name))",
        "CREATE TABLE IF NOT EXISTS parts (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, dataset INTEGER NOT NULL REFERENCES datasets(seq) ON DELETE CASCADE, "
            + "kind TEXT NOT NULL, name BLOB NOT NULL, doc BLOB NOT NULL, UNIQUE (dataset, kind, name))",
        "CREATE TABLE IF NOT EXISTS mapped (dataset INTEGER NOT NULL REFERENCES datasets(seq) ON DELETE CASCADE, name BLOB NOT NULL, type TEXT NOT NULL, "
            + "PRIMARY KEY (dataset, name)) WITHOUT ROWID",
        "CREATE TABLE IF NOT EXISTS records (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, dataset INTEGER NOT NULL REFERENCES datasets(seq) ON DELETE CASCADE, "
            + "external_id BLOB, status TEXT NOT NULL, fields BLOB NOT NULL, metadata BLOB, position INTEGER NOT NULL, indexed_metadata BLOB, "
            + "inserted_at TEXT NOT NULL, updated_at TEXT NOT NULL, UNIQUE (dataset, external_id))",
        "CREATE TABLE IF NOT EXISTS text_indexes (dataset INTEGER PRIMARY KEY, fields INTEGER NOT NULL, position INTEGER NOT NULL)",
        "CREATE TABLE IF NOT EXISTS ghosts (seq INTEGER NOT NULL, id TEXT NOT NULL, dataset INTEGER NOT NULL REFERENCES datasets(seq) ON DELETE CASCADE, "
            + "external_id BLOB, status TEXT NOT NULL, fields BLOB NOT NULL, metadata BLOB, position INTEGER NOT NULL, indexed_metadata BLOB, "
            + "inserted_at TEXT NOT NULL, updated_at TEXT NOT NULL)",
        "CREATE INDEX IF NOT EXISTS by_position ON records (dataset, position, status)",
        "CREATE TABLE IF NOT EXISTS suggestions (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record INTEGER NOT NULL REFERENCES records(seq) ON DELETE CASCADE, "
            + "question TEXT NOT NULL, doc BLOB NOT NULL, UNIQUE (record, question))",
        "CREATE TABLE IF NOT EXISTS responses (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record INTEGER NOT NULL REFERENCES records(seq) ON DELETE CASCADE, "
            + "user TEXT NOT NULL, doc BLOB NOT NULL, UNIQUE (record, user))",
        "CREATE TABLE IF NOT EXISTS vectors (seq INTEGER PRIMARY KEY, record INTEGER NOT NULL REFERENCES records(seq) ON DELETE CASCADE, name BLOB NOT NULL, "
            + "doc BLOB NOT NULL, UNIQUE (record, name))",
    ];
}
