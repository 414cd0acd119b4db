using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Storage;

/// <summary>Vectors: one for each record and vector settings.</summary>
internal sealed class Vectors(Database database)
{
    public Map Of(Record record)
    {
        var vectors = new Map();
        foreach (var row in database.Rows("SELECT name, doc FROM vectors WHERE record = $0 ORDER BY seq", record.Sequence))
        {
            vectors[Documents.Text(row[0])] = Documents.Raw(row[1]);
        }

        return vectors;
    }

    /// <summary>The elements of one vector, or null when the record lacks it.</summary>
    public List<object?>? Values(Record record, string name) =>
        database.Scalar("SELECT doc FROM vectors WHERE record = $0 AND name = $1", record.Sequence, Documents.Blob(name)) is byte[] stored
            ? (List<object?>)JsonReader.Read(stored)!
            : null;

    public void Upsert(Record record, string name, object? value) => database.Execute(
        "INSERT INTO vectors (record, name, doc) VALUES ($0, $1, $2) ON CONFLICT (record, name) DO UPDATE SET doc = excluded.doc",
        record.Sequence, Documents.Blob(name), Documents.Doc(value));
}
