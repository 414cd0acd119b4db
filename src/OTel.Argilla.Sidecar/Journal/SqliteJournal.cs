using Microsoft.Data.Sqlite;

namespace OTel.Argilla.Sidecar.Journal;

/// <summary>The journal of a data directory, which is this process's alone until it is disposed.</summary>
/// <remarks>Threading: every member may be called from any thread.</remarks>
internal sealed class SqliteJournal : IJournal, IDisposable
{
    /// <summary>Ids of one start of the process: the others have the bits above. Enough for a million chunks a second, for weeks.</summary>
    private const int IdBits = 40;

    /// <summary>Bytes of chunks that are read at once: no long-lived read keeps the log from being put into the file.</summary>
    private const int ReadAtOnce = 1024 * 1024;

    private readonly JournalLock _lock;
    private readonly JournalReader _reader;
    private readonly long _firstId;
    private long _lastId;

    private SqliteJournal(JournalLock held, JournalDatabase database, string path, long maxBytes, Func<long> freeBytes, TimeProvider timeProvider)
    {
        _lock = held;
        var starts = 0L;
        database.InTransaction(() =>
        {
            database.Execute("UPDATE meta SET value = value + 1 WHERE name = 'starts'");
            starts = database.Number("SELECT value FROM meta WHERE name = 'starts'");
        });
        _firstId = starts << IdBits;
        _lastId = _firstId;
        _reader = new JournalReader(path);
        Writer = new JournalWriter(database, path, maxBytes, freeBytes, timeProvider);
    }

    /// <summary>Commits every change, in the order in which they are handed over.</summary>
    public JournalWriter Writer { get; }

    /// <summary>Reads what is committed.</summary>
    public JournalReader Reader => _reader;

    /// <param name="directory">The data directory; made when it is not there.</param>
    /// <param name="maxBytes">How large the journal may grow before chunks are refused.</param>
    /// <param name="timeProvider">The clock of the rest after an error.</param>
    /// <param name="freeBytes">Tells how many bytes of the disk are free; null for that of the directory.</param>
    /// <exception cref="JournalException">Another process has the directory, or the file cannot be used.</exception>
    public static SqliteJournal Open(string directory, long maxBytes, TimeProvider timeProvider, Func<long>? freeBytes = null)
    {
        var held = JournalLock.Take(directory);
        JournalDatabase? database = null;
        var path = JournalFile.PathIn(directory);
        try
        {
            database = JournalFile.OpenOrCreate(directory);
            return new SqliteJournal(held, database, path, maxBytes, freeBytes ?? DiskSpace.Of(directory), timeProvider);
        }
        catch (Exception error)
        {
            database?.Dispose();
            held.Dispose();
            throw error as JournalException ?? new JournalException(JournalFile.Explain(path, error), error);
        }
    }

    public long NextChunkId() => Interlocked.Increment(ref _lastId);

    public ValueTask<JournalAnswer> AppendAsync(IReadOnlyList<JournalChunk> chunks)
    {
        if (chunks.Count == 0)
        {
            return new(new JournalAnswer(true));
        }

        var work = new AppendWork(chunks);
        Writer.Add(work);
        return new(work.Answer);
    }

    public void Settle(IReadOnlyList<SettledChunk> chunks) => Writer.Add(new SettleWork(chunks));

    public byte[] Read(long chunkId) =>
        _reader.Read(database => (byte[]?)database.Scalar("SELECT content FROM chunks WHERE id = $0", chunkId))
            ?? throw new JournalException($"Chunk {chunkId} is not in the journal any more.");

    public IEnumerable<StoredChunk> ReadAll()
    {
        var last = 0L;
        List<StoredChunk> some;
        do
        {
            some = _reader.Read(database => ReadSome(database, last));
            foreach (var chunk in some)
            {
                yield return chunk;
                last = chunk.Id;
            }
        }
        while (some.Count > 0);
    }

    /// <summary>Writes what was handed over, and leaves the file with everything in its place.</summary>
    public void Dispose()
    {
        _reader.Dispose();
        Writer.Dispose();
        _lock.Dispose();
    }

    private List<StoredChunk> ReadSome(JournalDatabase database, long after)
    {
        var some = new List<StoredChunk>();
        using var rows = database.Rows(
            "SELECT chunks.id, content, items FROM chunks LEFT JOIN settled ON settled.chunk = chunks.id WHERE chunks.id > $0 AND chunks.id <= $1 ORDER BY chunks.id",
            after,
            _firstId);
        for (var bytes = 0; bytes < ReadAtOnce && rows.Read();)
        {
            var content = (byte[])rows.GetValue(1);
            bytes += content.Length;
            some.Add(new StoredChunk(rows.GetInt64(0), content, rows.IsDBNull(2) ? [] : (byte[])rows.GetValue(2)));
        }

        return some;
    }
}
