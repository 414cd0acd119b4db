namespace OTel.Argilla.Sidecar.Journal;

/// <summary>How much the journal may still take: what its bound leaves of it, and what its disk does.</summary>
/// <remarks>Threading: <see cref="UsedBytes"/> may be read from any thread; all else is the writer's.</remarks>
internal sealed class JournalRoom
{
    /// <summary>
    /// So much of the disk stays free, 8 MiB: a process that starts has to write something, and so has one that lets go of what was delivered. On a disk without any room neither
    /// could.
    /// </summary>
    public const long KeptFree = 8 * 1024 * 1024;

    private readonly JournalDatabase _database;
    private readonly string _path;
    private readonly long _maxBytes;
    private readonly Func<long> _freeBytes;
    private readonly FileInfo _log;
    private readonly long _pageSize;
    private long _usedBytes;
    private long _free;

    /// <param name="database">The file.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="maxBytes">How large it may grow.</param>
    /// <param name="freeBytes">Tells how many bytes of its disk are free.</param>
    public JournalRoom(JournalDatabase database, string path, long maxBytes, Func<long> freeBytes)
    {
        _database = database;
        _path = path;
        _maxBytes = maxBytes;
        _freeBytes = freeBytes;
        _log = new FileInfo(path + "-wal");
        _pageSize = database.Number("PRAGMA page_size");
        Measure();
    }

    /// <summary>What the journal takes on disk: pages in use, and the log before them.</summary>
    public long UsedBytes => Interlocked.Read(ref _usedBytes);

    /// <summary>How many bytes it may still take, as of the last look. What is kept stands in the log first and in the file then, so it takes its place on the disk twice.</summary>
    public long Left => Math.Min(_maxBytes - UsedBytes, (_free - KeptFree) / 2);

    /// <summary>Why there is no room, and what to do.</summary>
    public string Problem => _maxBytes - UsedBytes < (_free - KeptFree) / 2
        ? $"The journal '{_path}' has reached its bound of {_maxBytes} bytes. Mostly that is because records wait for Argilla: see to it that Argilla answers, or allow the journal more."
        : $"The disk that holds the journal '{_path}' is nearly full: make room on it. It has {_free} bytes left, of which {KeptFree} are kept for what is in the journal already.";

    /// <summary>Looks again.</summary>
    public void Measure()
    {
        var pages = _database.Number("PRAGMA page_count") - _database.Number("PRAGMA freelist_count");
        _log.Refresh();
        _ = Interlocked.Exchange(ref _usedBytes, (pages * _pageSize) + (_log.Exists ? _log.Length : 0));
        _free = _freeBytes();
    }
}
