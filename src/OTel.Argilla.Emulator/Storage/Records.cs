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

    /// <summary>Where the search engine has it: it moves to the end with each change. 0: the engine did not take it, so no reviewer sees it.</summary>
    public long Position { get; set; }

    public bool IsIndexed => Position > 0;

    /// <summary>The declared metadata as the search engine knows it.</summary>
    public byte[]? IndexedMetadata { get; set; }

    public required string InsertedAt { get; init; }

    public required string UpdatedAt { get; set; }

    /// <summary>False when it is known to have no suggestions, responses or vectors.</summary>
    public bool HasRelations { get; set; } = true;

    public bool IsNew => Sequence == 0;

    /// <summary>Whether only the search engine still has it: it was deleted while the engine was away.</summary>
    public bool IsGhost { get; init; }
}

internal sealed class Records(Database database)
{
    private const string Names = "seq, id, dataset, external_id, status, fields, metadata, position, indexed_metadata, inserted_at, updated_at";
    private const string Columns = $"SELECT {Names} FROM records";

    private long? _lastPosition;

    public Record? ById(string id) => One(database.Row($"{Columns} WHERE id = $0", id));

    public Record? ByExternalId(Dataset dataset, string externalId) =>
        One(database.Row($"{Columns} WHERE dataset = $0 AND external_id = $1", dataset.Sequence, Documents.Blob(externalId)));

    public IEnumerable<Record> Page(Dataset dataset, long offset, long limit) => database.Rows(
        $"{Columns} WHERE dataset = $0 ORDER BY seq LIMIT $1 OFFSET $2", dataset.Sequence, limit, offset).Select(row => One(row)!);

    /// <summary>The records that the search engine knows, in its order, without what only an answer shows.</summary>
    public IEnumerable<Record> InIndex(Dataset dataset, long offset = 0, long limit = -1) => database.Rows(
        "SELECT seq, id, dataset, external_id, status, x'', NULL, position, indexed_metadata, inserted_at, updated_at FROM records "
            + "WHERE dataset = $0 AND position > 0 ORDER BY position LIMIT $1 OFFSET $2",
        dataset.Sequence, limit, offset).Select(row => One(row)!);

    public long CountIndexed(Dataset dataset) =>
        (long)database.Scalar("SELECT count(*) FROM records WHERE dataset = $0 AND position > 0", dataset.Sequence)!;

    /// <summary>The deleted records that the search engine still has, in its order.</summary>
    public List<Record> Ghosts(Dataset dataset) =>
        [.. database.Rows($"SELECT {Names} FROM ghosts WHERE dataset = $0 ORDER BY position", dataset.Sequence).Select(row => One(row, isGhost: true)!)];

    public IEnumerable<Record> All(Dataset dataset) => database.Rows($"{Columns} WHERE dataset = $0 ORDER BY seq", dataset.Sequence).Select(row => One(row)!);

    public long Count(Dataset dataset) => (long)database.Scalar("SELECT count(*) FROM records WHERE dataset = $0", dataset.Sequence)!;

    public long CountIndexed(Dataset dataset, string status) => (long)database.Scalar(
        "SELECT (SELECT count(*) FROM records WHERE dataset = $0 AND position > 0 AND status = $1) + "
            + "(SELECT count(*) FROM ghosts WHERE dataset = $0 AND status = $1)",
        dataset.Sequence, status)!;

    public void Save(Record record)
    {
        if (record.IsNew)
        {
            record.Sequence = database.Insert(
                "INSERT INTO records (id, dataset, external_id, status, fields, metadata, position, indexed_metadata, inserted_at, updated_at) "
                    + "VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9)",
                record.Id, record.Dataset, record.ExternalId is { } externalId ? Documents.Blob(externalId) : null, record.Status, record.Fields,
                record.Metadata, record.Position, record.IndexedMetadata, record.InsertedAt, record.UpdatedAt);
            return;
        }

        database.Execute(
            "UPDATE records SET status = $1, fields = $2, metadata = $3, position = $4, indexed_metadata = $5, updated_at = $6 WHERE seq = $0",
            record.Sequence, record.Status, record.Fields, record.Metadata, record.Position, record.IndexedMetadata, record.UpdatedAt);
    }

    /// <summary>The position after the last.</summary>
    public long NextPosition()
    {
        _lastPosition ??= (long)database.Scalar("SELECT coalesce(max(position), 0) FROM records")!;
        return (_lastPosition += 1).Value;
    }

    /// <summary>Moves a record to the end of the index, if it is there.</summary>
    public void Move(Record record)
    {
        if (record.IsIndexed)
        {
            record.Position = NextPosition();
            Save(record);
        }
    }

    /// <summary>Deletes a record of a dataset, if it is there.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="id">The record's id.</param>
    /// <param name="fromIndex">Whether from the search engine, too.</param>
    public void Delete(Dataset dataset, string id, bool fromIndex)
    {
        if (!fromIndex)
        {
            database.Execute($"INSERT INTO ghosts ({Names}) {Columns} WHERE id = $0 AND dataset = $1 AND position > 0", id, dataset.Sequence);
        }

        database.Execute("DELETE FROM records WHERE id = $0 AND dataset = $1", id, dataset.Sequence);
    }

    private static Record? One(object?[]? row, bool isGhost = false) => row is null
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
            Position = (long)row[7]!,
            IndexedMetadata = (byte[]?)row[8],
            InsertedAt = (string)row[9]!,
            UpdatedAt = (string)row[10]!,
            IsGhost = isGhost,
        };
}
