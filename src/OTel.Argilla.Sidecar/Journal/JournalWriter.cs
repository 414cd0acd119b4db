using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace OTel.Argilla.Sidecar.Journal;

/// <summary>
/// Commits changes in the order in which they were asked for: whatever has gathered while it committed before goes into one transaction, with one wait for the disk.
/// What cannot be written is answered so where that is possible; the rest is kept in hand, in its order, and tried again.
/// </summary>
/// <remarks>
/// Threading: one thread of its own writes; <c>_database</c>, <c>_group</c>, <c>_givenUp</c> and <c>_refusedBytes</c> are that thread's. What others hand over is in the queue, and what they
/// may know are single values.
/// </remarks>
internal sealed class JournalWriter : IDisposable
{
    private readonly JournalQueue _queue;
    private readonly JournalDatabase _database;
    private readonly string _path;
    private readonly JournalLog _log;
    private readonly JournalRoom _room;
    private readonly Thread _thread;
    private readonly Action _writeGroup;
    private readonly List<JournalWork> _group = [];
    private readonly List<JournalWork> _givenUp = [];
    private string? _problem;
    private long _refusedBytes;
    private long _heldBytes;

    /// <param name="database">The connection to write through; the writer closes it.</param>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">How large it may grow before chunks are refused.</param>
    /// <param name="freeBytes">Tells how many bytes of its disk are free.</param>
    /// <param name="timeProvider">The clock of the rest after an error.</param>
    public JournalWriter(JournalDatabase database, string path, long maxBytes, Func<long> freeBytes, TimeProvider timeProvider)
    {
        _database = database;
        _path = path;
        _log = new JournalLog(database, path);
        _room = new JournalRoom(database, path, maxBytes, freeBytes);
        _writeGroup = WriteGroup;
        _queue = new JournalQueue(timeProvider);
        _thread = new Thread(Run) { IsBackground = true, Name = "journal" };
        _thread.UnsafeStart();
    }

    /// <summary>Why chunks are refused at the moment; null when they are not.</summary>
    public string? Problem => Volatile.Read(ref _problem);

    /// <inheritdoc cref="JournalRoom.UsedBytes"/>
    public long UsedBytes => _room.UsedBytes;

    /// <summary>How many pages have been written to the log since it began; of the writer's thread, or while that rests.</summary>
    public int LogPages => _log.Pages;

    /// <summary>Told how long each commit took, on the writer's thread; null when nobody asks.</summary>
    public Action<TimeSpan>? Committed { get; set; }

    /// <summary>Bytes in memory that wait to be committed.</summary>
    public long HeldBytes => Interlocked.Read(ref _heldBytes);

    /// <summary>Takes a change over. One that can be refused is, at once, while nothing can be written.</summary>
    public void Add(JournalWork work)
    {
        _ = Interlocked.Add(ref _heldBytes, work.Bytes);
        if (_queue.TryAdd(work) is { } refusal)
        {
            Refuse(work, refusal);
        }
    }

    /// <summary>Writes what was handed over, and closes the file with everything in its place. What cannot be written then is forgotten, from one moment on.</summary>
    public void Dispose()
    {
        _queue.Close();
        _thread.Join();
        _queue.Dispose();
    }

    private void Run()
    {
        while (_queue.Take(_group))
        {
            CommitGroup();
        }

        _log.Dispose();
        try
        {
            _database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException error)
        {
            // Everything is in the log then, which the next start reads.
            Volatile.Write(ref _problem, JournalFile.Explain(_path, error));
        }

        _database.Dispose();
    }

    private void CommitGroup()
    {
        var error = TryWrite();
        var isWritten = error is null;
        if (error is not null)
        {
            GiveUp(static _ => true);

            // Perhaps what is left needs no more room than there is, without what the log takes.
            _log.BeginAnew();
            isWritten = _group.Count == 0 || TryWrite() is null;
            if (isWritten && _group.Count > 0 && _givenUp.Count == 0)
            {
                // Nobody has to wait for what has passed.
                error = null;
            }
        }

        if (!isWritten)
        {
            _queue.KeepInHand(_group);
            _group.Clear();
        }

        var problem = Look(error);
        Tell(problem);
        _log.Committed();
    }

    /// <summary>Writes the group as a whole, or nothing of it; what is wrong, or null.</summary>
    private string? TryWrite()
    {
        try
        {
            RefuseWithoutRoom();
            var began = Stopwatch.GetTimestamp();
            _database.InTransaction(_writeGroup);
            Committed?.Invoke(Stopwatch.GetElapsedTime(began));
            return null;
        }
        catch (Exception error)
        {
            return JournalFile.Explain(_path, error);
        }
    }

    private void WriteGroup()
    {
        if (_group.Count == 0)
        {
            // To see whether it is possible again.
            _database.Execute("UPDATE meta SET value = value + 1 WHERE name = 'probes'");
        }

        foreach (var work in _group)
        {
            work.Write(_database);
        }

        // Within the transaction it costs no lock of the file.
        _room.Measure();
    }

    /// <summary>Tells each change of the group what became of it. Whoever hears of it finds <see cref="Problem"/> up to date.</summary>
    private void Tell(string? problem)
    {
        foreach (var work in _group)
        {
            _ = Interlocked.Add(ref _heldBytes, -work.Bytes);
            work.Committed();
        }

        foreach (var work in _givenUp)
        {
            Refuse(work, problem!);
        }

        _group.Clear();
        _givenUp.Clear();
    }

    private void RefuseWithoutRoom()
    {
        var left = _room.Left;
        GiveUp(work =>
        {
            if (work.Bytes > left)
            {
                _refusedBytes = work.Bytes;
                return true;
            }

            left -= work.Bytes;
            return false;
        });
    }

    /// <summary>Takes those out of the group that can be given up, and that are to be.</summary>
    private void GiveUp(Predicate<JournalWork> which) => _group.RemoveAll(work =>
    {
        var isGivenUp = work.CanBeRefused && which(work);
        if (isGivenUp)
        {
            _givenUp.Add(work);
        }

        return isGivenUp;
    });

    private void Refuse(JournalWork work, string problem)
    {
        _ = Interlocked.Add(ref _heldBytes, -work.Bytes);
        work.Refused(problem);
    }

    /// <summary>
    /// After an error nothing is written for a while; without room it is looked at again after that while, but what finds some is taken. What is the matter, or null.
    /// </summary>
    private string? Look(string? error)
    {
        if (_givenUp.Count == 0 && _refusedBytes <= _room.Left)
        {
            _refusedBytes = 0;
        }

        var problem = error ?? (_refusedBytes > 0 ? _room.Problem : null);
        if (problem is not null)
        {
            _queue.Rest(error, _givenUp);
        }

        Volatile.Write(ref _problem, problem);
        return problem;
    }
}
