using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Storage;

/// <summary>What a dataset is made of.</summary>
internal enum PartKind
{
    Field,
    Question,
    MetadataProperty,
    VectorSettings,
}

/// <summary>A field, question, metadata property or vector settings; its document is what the API shows of it.</summary>
internal sealed record Part(string Id, long Dataset, PartKind Kind, Map Document)
{
    public string Name => Document.Text("name")!;

    public Map Settings => (Map)Document.Get("settings")!;

    public string Type => Settings.Text("type")!;

    public bool IsRequired => Document.Get("required") is true;
}

internal sealed class Parts(Database database, TimeProvider time)
{
    private const string Columns = "SELECT id, dataset, kind, doc FROM parts";

    public Part? ById(PartKind kind, string id) => One(database.Row($"{Columns} WHERE id = $0 AND kind = $1", id, kind.ToString()));

    public Part? ByName(Dataset dataset, PartKind kind, string name) =>
        One(database.Row($"{Columns} WHERE dataset = $0 AND kind = $1 AND name = $2", dataset.Sequence, kind.ToString(), Documents.Blob(name)));

    public List<Part> Of(Dataset dataset, PartKind kind) =>
        [.. database.Rows($"{Columns} WHERE dataset = $0 AND kind = $1 ORDER BY seq", dataset.Sequence, kind.ToString()).Select(row => One(row)!)];

    /// <summary>Stores a part; the document gets its id first and the dataset's id and its times last.</summary>
    public Part Add(Dataset dataset, PartKind kind, Map given)
    {
        var now = Documents.Timestamp(time);
        var id = Documents.NewId();
        var document = new Map().With("id", id);
        foreach (var (key, value) in given)
        {
            document[key] = value;
        }

        document.With("dataset_id", dataset.Id).With("inserted_at", now).With("updated_at", now);
        database.Execute(
            "INSERT INTO parts (id, dataset, kind, name, doc) VALUES ($0, $1, $2, $3, $4)",
            id, dataset.Sequence, kind.ToString(), Documents.Blob(given.Text("name")!), Documents.Doc(document));
        return new Part(id, dataset.Sequence, kind, document);
    }

    public void Save(Part part)
    {
        part.Document["updated_at"] = Documents.Timestamp(time);
        database.Execute("UPDATE parts SET doc = $1 WHERE id = $0", part.Id, Documents.Doc(part.Document));
    }

    public void Delete(Part part) => database.Execute("DELETE FROM parts WHERE id = $0", part.Id);

    /// <summary>The type under which the search index knows a metadata property: it stays when the property goes.</summary>
    public string? MappedType(Dataset dataset, string name) =>
        database.Scalar("SELECT type FROM mapped WHERE dataset = $0 AND name = $1", dataset.Sequence, Documents.Blob(name)) as string;

    public void Mapped(Dataset dataset, string name, string type) =>
        database.Execute("INSERT OR IGNORE INTO mapped (dataset, name, type) VALUES ($0, $1, $2)", dataset.Sequence, Documents.Blob(name), type);

    private static Part? One(object?[]? row) => row is null
        ? null
        : new Part((string)row[0]!, (long)row[1]!, Enum.Parse<PartKind>((string)row[2]!), Documents.Map(row[3]));
}
