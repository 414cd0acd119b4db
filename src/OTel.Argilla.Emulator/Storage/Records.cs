namespace OTel.Argilla.Emulator.Storage;

/// <summary>A record as it is stored; fields and metadata are JSON bytes, so that untouched ones are never read.</summary>
internal sealed class Record
{
    public long Sequence { get; set; }

    public required string Id { get; init; }

    public required long Dataset { get; init; }

    public string? ExternalId { get; init; }

    public string Status { get; set; } = "pending";

    public required byte[] Fields { get; set; }

    public byte[]? Metadata { get; set; }

    /// <summary>Whether the search engine took it: a reviewer sees only such records.</summary>
    public bool Indexed { get; set; }

    /// <summary>The declared metadata as the search engine knows it.</summary>
    public byte[]? IndexedMetadata { get; set; }

    public required string InsertedAt { get; init; }

    public required string UpdatedAt { get; set; }

    public bool IsNew => Sequence == 0;
}

internal sealed class Records(Database database)
{
    private const string Columns =
        "SELECT seq, id, dataset, external_id, status, fields, metadata, indexed, indexed_metadata, inserted_at, updated_at FROM records";

    public Record? ById(string id) => One(database.Row($"{Columns} WHERE id = $0", id));

    public Record? ByExternalId(Dataset dataset, string externalId) =>
        One(database.Row($"{Columns} WHERE dataset = $0 AND external_id = $1", dataset.Sequence, Documents.Blob(externalId)));

    public IEnumerable<Record> Page(Dataset dataset, long offset, long limit) => database.Rows(
        $"{Columns} WHERE dataset = $0 ORDER BY seq LIMIT $1 OFFSET $2", dataset.Sequence, limit, offset).Select(row => One(row)!);

    /// <summary>The records that the search engine knows, oldest first.</summary>
    public IEnumerable<Record> InIndex(Dataset dataset) =>
        database.Rows($"{Columns} WHERE dataset = $0 AND indexed = 1 ORDER BY seq", dataset.Sequence).Select(row => One(row)!);

    public IEnumerable<Record> All(Dataset dataset) => database.Rows($"{Columns} WHERE dataset = $0 ORDER BY seq", dataset.Sequence).Select(row => One(row)!);

    public long Count(Dataset dataset) => (long)database.Scalar("SELECT count(*) FROM records WHERE dataset = $0", dataset.Sequence)!;

    public long CountIndexed(Dataset dataset, string status) => (long)database.Scalar(
        "SELECT count(*) FROM records WHERE dataset = $0 AND indexed = 1 AND status = $1", dataset.Sequence, status)!;

    public void Save(Record record)
    {
        if (record.IsNew)
        {
            record.Sequence = database.Insert(
                "INSERT INTO records (id, dataset, external_id, status, fields, metadata, indexed, indexed_metadata, inserted_at, updated_at) "
                    + "VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9)",
                record.Id, record.Dataset, record.ExternalId is { } externalId ? Documents.Blob(externalId) : null, record.Status, record.Fields,
                record.Metadata, record.Indexed ? 1L : 0L, record.IndexedMetadata, record.InsertedAt, record.UpdatedAt);
            return;
        }

        database.Execute(
            "UPDATE records SET status = $1, fields = $2, metadata = $3, indexed = $4, indexed_metadata = $5, updated_at = $6 WHERE seq = $0",
            record.Sequence, record.Status, record.Fields, record.Metadata, record.Indexed ? 1L : 0L, record.IndexedMetadata, record.UpdatedAt);
    }

    public void Delete(Record record) => database.Execute("DELETE FROM records WHERE seq = $0", record.Sequence);

    public void DeleteAll(Dataset dataset, IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            database.Execute("DELETE FROM records WHERE id = $0 AND dataset = $1", id, dataset.Sequence);
        }
    }

    private static Record? One(object?[]? row) => row is null
        ? null
        : new Record
        {
            Sequence = (long)row[0]!,
            Id = (string)row[1]!,
            Dataset = (long)row[2]!,
            ExternalId = row[3] is null ? null : Documents.Text(row[3]),
            Status = (string)row[4]!,
            Fields = (byte[])row[5]!,
            Metadata = (byte[]?)row[6],
            Indexed = row[7] is 1L,
            IndexedMetadata = (byte[]?)row[8],
            InsertedAt = (string)row[9]!,
            UpdatedAt = (string)row[10]!,
        };
}
