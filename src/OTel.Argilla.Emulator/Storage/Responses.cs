using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Storage;

/// <summary>Responses: one for each record and user.</summary>
internal sealed class Responses(Database database, TimeProvider time)
{
    public List<Map> Of(Record record) =>
        [.. database.Rows("SELECT doc FROM responses WHERE record = $0 ORDER BY seq", record.Sequence).Select(row => Documents.Map(row[0]))];

    public (Record? Record, Map? Document) ById(string id, Records records)
    {
        var row = database.Row("SELECT r.id, s.doc FROM responses s JOIN records r ON r.seq = s.record WHERE s.id = $0", id);
        return row is null ? (null, null) : (records.ById((string)row[0]!), Documents.Map(row[1]));
    }

    /// <summary>Writes a response over the one of the same user, if there is one.</summary>
    public (Map Document, bool IsNew) Upsert(Record record, string user, string status, object? values)
    {
        var now = Documents.Timestamp(time);
        var row = database.Row("SELECT id, doc FROM responses WHERE record = $0 AND user = $1", record.Sequence, user);
        var old = row is null ? null : Documents.Map(row[1]);
        var id = row is null ? Documents.NewId() : (string)row[0]!;
        var document = new Map().With("id", id).With("values", values).With("status", status).With("record_id", record.Id).With("user_id", user)
            .With("inserted_at", old?.Get("inserted_at") ?? now).With("updated_at", now);
        if (old is null)
        {
            database.Execute(
                "INSERT INTO responses (id, record, user, doc) VALUES ($0, $1, $2, $3)", id, record.Sequence, user, Documents.Doc(document));
        }
        else
        {
            database.Execute("UPDATE responses SET doc = $1 WHERE id = $0", id, Documents.Doc(document));
        }

        return (document, old is null);
    }

    /// <summary>The names of all who responded in a dataset.</summary>
    public IEnumerable<string> Users(Dataset dataset) => database.Rows(
        "SELECT DISTINCT u.seq, u.username FROM records r JOIN responses s ON s.record = r.seq JOIN users u ON u.id = s.user WHERE r.dataset = $0 ORDER BY u.seq",
        dataset.Sequence).Select(row => (string)row[1]!);

    public long CountSubmitted(Record record) => Of(record).Count(response => response.Text("status") == "submitted");

    public void Delete(string id) => database.Execute("DELETE FROM responses WHERE id = $0", id);

    public void Clear(Record record) => database.Execute("DELETE FROM responses WHERE record = $0", record.Sequence);
}
