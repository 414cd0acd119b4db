using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Storage;

/// <summary>The state of a dataset's search index on the real server, with all that follows from it.</summary>
internal enum SearchIndex
{
    /// <summary>There is none: a draft.</summary>
    None = 0,

    /// <summary>Made by publishing.</summary>
    Sound = 1,

    /// <summary>Made by the search engine itself when records were written to a draft: it finds nothing by filters.</summary>
    Wrong = 2,
}

/// <summary>A dataset; its document is what the API shows of it.</summary>
internal sealed record Dataset(long Sequence, string Id, string Workspace, SearchIndex Index, Map Document)
{
    public bool IsReady => Document.Text("status") == "ready";

    public bool AllowsExtraMetadata => Document.Get("allow_extra_metadata") is true;

    public long MinimumSubmitted => (long)((Map)Document.Get("distribution")!).Get("min_submitted")!;
}

internal sealed class Datasets(Database database, TextIndex texts, TimeProvider time)
{
    private const string Columns = "SELECT seq, id, workspace, search_index, doc FROM datasets";

    public Dataset? ById(string id) => One(database.Row($"{Columns} WHERE id = $0", id));

    public Dataset? BySequence(long sequence) => One(database.Row($"{Columns} WHERE seq = $0", sequence));

    public Dataset? ByName(string workspace, string name) =>
        One(database.Row($"{Columns} WHERE workspace = $0 AND name = $1", workspace, Documents.Blob(name)));

    public IEnumerable<Dataset> All() => database.Rows($"{Columns} ORDER BY seq").Select(row => One(row)!);

    public Dataset Add(string workspace, Map given)
    {
        var now = Documents.Timestamp(time);
        var id = Documents.NewId();
        var document = new Map().With("id", id).With("name", given.Get("name")).With("guidelines", given.Get("guidelines"))
            .With("allow_extra_metadata", given.Get("allow_extra_metadata")).With("status", "draft")
            .With("distribution", given.Get("distribution")).With("metadata", given.Get("metadata")).With("workspace_id", workspace)
            .With("last_activity_at", now).With("inserted_at", now).With("updated_at", now);
        database.Execute(
            "INSERT INTO datasets (id, workspace, name, doc) VALUES ($0, $1, $2, $3)",
            id, workspace, Documents.Blob(given.Text("name")!), Documents.Doc(document));
        return ById(id)!;
    }

    /// <summary>Writes the document back, with a new time of change.</summary>
    public void Save(Dataset dataset)
    {
        dataset.Document["updated_at"] = Documents.Timestamp(time);
        database.Execute(
            "UPDATE datasets SET name = $1, search_index = $2, doc = $3 WHERE seq = $0",
            dataset.Sequence, Documents.Blob(dataset.Document.Text("name")!), (long)dataset.Index, Documents.Doc(dataset.Document));
    }

    public void Touch(Dataset dataset)
    {
        dataset.Document["last_activity_at"] = Documents.Timestamp(time);
        database.Execute("UPDATE datasets SET doc = $1 WHERE seq = $0", dataset.Sequence, Documents.Doc(dataset.Document));
    }

    public void SetIndex(Dataset dataset, SearchIndex index) =>
        database.Execute("UPDATE datasets SET search_index = $1 WHERE seq = $0", dataset.Sequence, (long)index);

    public void Delete(Dataset dataset)
    {
        texts.Drop(dataset);
        database.Execute("DELETE FROM datasets WHERE seq = $0", dataset.Sequence);
    }

    private static Dataset? One(object?[]? row) => row is null
        ? null
        : new Dataset((long)row[0]!, (string)row[1]!, (string)row[2]!, (SearchIndex)(long)row[3]!, Documents.Map(row[4]));
}
