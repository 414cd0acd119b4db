using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Storage;

/// <summary>Suggestions: one for each record and question.</summary>
internal sealed class Suggestions(Database database, TimeProvider time)
{
    public List<Map> Of(Record record) =>
        [.. database.Rows("SELECT doc FROM suggestions WHERE record = $0 ORDER BY seq", record.Sequence).Select(row => Documents.Map(row[0]))];

    /// <summary>Writes a suggestion over the one to the same question, if there is one; what is not given becomes null.</summary>
    public (Map Document, bool IsNew) Upsert(Record record, Map given)
    {
        var now = Documents.Timestamp(time);
        var question = given.Text("question_id")!;
        var row = database.Row("SELECT id, doc FROM suggestions WHERE record = $0 AND question = $1", record.Sequence, question);
        var old = row is null ? null : Documents.Map(row[1]);
        var id = row is null ? Documents.NewId() : (string)row[0]!;
        var document = new Map().With("question_id", question).With("type", given.Get("type")).With("value", given.Get("value"))
            .With("agent", given.Get("agent")).With("score", given.Get("score")).With("id", id)
            .With("inserted_at", old?.Get("inserted_at") ?? now).With("updated_at", now);
        if (old is null)
        {
            database.Execute(
                "INSERT INTO suggestions (id, record, question, doc) VALUES ($0, $1, $2, $3)", id, record.Sequence, question, Documents.Doc(document));
        }
        else
        {
            database.Execute("UPDATE suggestions SET doc = $1 WHERE id = $0", id, Documents.Doc(document));
        }

        return (document, old is null);
    }

    public void Clear(Record record) => database.Execute("DELETE FROM suggestions WHERE record = $0", record.Sequence);

    public void Delete(Record record, string id) => database.Execute("DELETE FROM suggestions WHERE record = $0 AND id = $1", record.Sequence, id);

    public object?[]? ById(string id) => database.Row("SELECT record, doc FROM suggestions WHERE id = $0", id);
}
