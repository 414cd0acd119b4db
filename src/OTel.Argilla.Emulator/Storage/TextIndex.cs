using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Search;

namespace OTel.Argilla.Emulator.Storage;

/// <summary>
/// The words of records: a full-text table (SQLite FTS5) for each field of each dataset. They are brought up to date by the search that needs them, so that
/// writes do not pay: each change of a record moves it to the end of the index, and what stands behind the mark is read again.
/// </summary>
internal sealed class TextIndex(Database database)
{
    private const int RecordsAtOnce = 500;

    /// <summary>Reads what has changed since the last time.</summary>
    public void Refresh(Dataset dataset, IReadOnlyList<Part> fields)
    {
        var row = database.Row("SELECT fields, position FROM text_indexes WHERE dataset = $0", dataset.Sequence);
        if (row is not null && (long)row[0]! != fields.Count)
        {
            Drop(dataset);
            row = null;
        }

        if (row is null)
        {
            for (var i = 0; i < fields.Count; i++)
            {
                database.Execute($"CREATE VIRTUAL TABLE {Table(dataset, i)} USING fts5(words, content='', contentless_delete=1, tokenize='ascii')");
            }

            database.Execute("INSERT INTO text_indexes (dataset, fields, position) VALUES ($0, $1, 0)", dataset.Sequence, (long)fields.Count);
        }

        var (before, mark) = (row is null ? 0 : (long)row[1]!, row is null ? 0 : (long)row[1]!);
        while (database.Rows(
            "SELECT seq, position, fields FROM records WHERE dataset = $0 AND position > $1 ORDER BY position LIMIT $2", dataset.Sequence, mark, RecordsAtOnce)
            is { Count: > 0 } changed)
        {
            foreach (var record in changed)
            {
                Read(dataset, fields, (long)record[0]!, Documents.Map(record[2]), isNew: before == 0);
            }

            mark = (long)changed[^1][1]!;
        }

        database.Execute("UPDATE text_indexes SET position = $1 WHERE dataset = $0", dataset.Sequence, mark);
    }

    /// <summary>The sequence numbers of the records with those words in a field, with how well each fits.</summary>
    public Dictionary<long, double> Find(Dataset dataset, int field, string expression) => database.Rows(
        $"SELECT rowid, -bm25({Table(dataset, field)}) FROM {Table(dataset, field)} WHERE words MATCH $0", expression)
        .ToDictionary(row => (long)row[0]!, row => (double)row[1]!);

    public void Drop(Dataset dataset)
    {
        if (database.Scalar("SELECT fields FROM text_indexes WHERE dataset = $0", dataset.Sequence) is not long fields)
        {
            return;
        }

        database.Execute("DELETE FROM text_indexes WHERE dataset = $0", dataset.Sequence);
        for (var i = 0; i < fields; i++)
        {
            database.Execute($"DROP TABLE {Table(dataset, i)}");
        }
    }

    private void Read(Dataset dataset, IReadOnlyList<Part> fields, long sequence, Map values, bool isNew)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (!isNew)
            {
                database.Execute($"DELETE FROM {Table(dataset, i)} WHERE rowid = $0", sequence);
            }

            if (Words.Of(Text(values.Get(fields[i].Name))) is { Count: > 0 } words)
            {
                database.Execute($"INSERT INTO {Table(dataset, i)} (rowid, words) VALUES ($0, $1)", sequence, string.Join(' ', words));
            }
        }
    }

    private static string Table(Dataset dataset, long field) => $"words_{dataset.Sequence}_{field}";

    private static string Text(object? value) => value switch
    {
        string text => text,
        List<object?> messages => string.Join(' ', messages.OfType<Map>().Select(message => $"{message.Text("role")} {message.Text("content")}")),
        Map map => PythonText.Repr(map),
        _ => "",
    };
}
