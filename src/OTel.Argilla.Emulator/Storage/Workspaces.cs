using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Storage;

internal sealed class Workspaces(Database database, TimeProvider time)
{
    public RawJson? ById(string id) => Raw(database.Scalar("SELECT doc FROM workspaces WHERE id = $0", id));

    public string? IdOf(string name) => database.Scalar("SELECT id FROM workspaces WHERE name = $0", Documents.Blob(name)) as string;

    public IEnumerable<RawJson> All() => database.Rows("SELECT doc FROM workspaces ORDER BY seq").Select(row => Documents.Raw(row[0]));

    public IEnumerable<RawJson> Of(string user) => database.Rows(
        "SELECT w.doc FROM workspaces w JOIN members m ON m.workspace = w.id WHERE m.user = $0 ORDER BY w.seq", user).Select(row => Documents.Raw(row[0]));

    public RawJson Add(string id, string name)
    {
        var now = Documents.Timestamp(time);
        var doc = Documents.Doc(new Map().With("id", id).With("name", name).With("inserted_at", now).With("updated_at", now));
        database.Execute("INSERT INTO workspaces (id, name, doc) VALUES ($0, $1, $2)", id, Documents.Blob(name), doc);
        return new RawJson(doc);
    }

    public void Delete(string id) => database.Execute("DELETE FROM workspaces WHERE id = $0", id);

    public bool HasDatasets(string id) => database.Row("SELECT 1 FROM datasets WHERE workspace = $0 LIMIT 1", id) is not null;

    private static RawJson? Raw(object? doc) => doc is null ? null : Documents.Raw(doc);
}
