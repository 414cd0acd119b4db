using Microsoft.Data.Sqlite;

namespace OTel.Argilla.Sidecar.Journal;

/// <summary>
/// Sees to it that the log of the journal's file begins anew when it has become long. What commits have put into it is copied into the file by a thread of its own, with
/// a connection of its own: in a commit that would keep everybody waiting. It waits for the disk, too, once it has caught up with the commits. What has come meanwhile,
/// which is little, the writer copies between two commits; so nothing is left in the log, and the next commit begins it anew.
/// </summary>
/// <remarks>Threading: <see cref="Committed"/>, <see cref="BeginAnew"/> and <see cref="Dispose"/> are the writer's; the flags are under <c>_gate</c>.</remarks>
internal sealed class JournalLog : IDisposable
{
    private const int MostPages = JournalDatabase.PagesInLog;

    /// <summary>Each copies what came during the one before it, some tenth of that. SQLite has the disk write what was copied when nothing is left to copy; otherwise the writer would wait for all of it.</summary>
    private const int MostPasses = 4;

    private readonly object _gate = new();
    private readonly JournalDatabase _writer;
    private readonly string _path;
    private readonly Thread _thread;
    private int _begin;
    private int _next = MostPages;
    private bool _isCopying;
    private bool _isCopied;
    private bool _isStopping;

    /// <param name="writer">The connection that all commits go through.</param>
    /// <param name="path">The file.</param>
    public JournalLog(JournalDatabase writer, string path)
    {
        _writer = writer;
        _path = path;
        _begin = writer.PagesWritten;
        writer.Execute("PRAGMA wal_autocheckpoint=0");
        _thread = new Thread(Run) { IsBackground = true, Name = "journal-log" };
        _thread.UnsafeStart();
    }

    /// <summary>How many pages have been written to the log since it began.</summary>
    public int Pages => unchecked(_writer.PagesWritten - _begin);

    /// <summary>Something was committed.</summary>
    public void Committed()
    {
        if (Pages < _next)
        {
            return;
        }

        lock (_gate)
        {
            if (_isCopying)
            {
                return;
            }

            if (!_isCopied)
            {
                _isCopying = true;
                Monitor.Pulse(_gate);
                return;
            }

            _isCopied = false;
        }

        BeginAnew();
    }

    /// <summary>Has the next commit begin the log anew, if all of it can be copied now; else that is tried again when more has come.</summary>
    public void BeginAnew()
    {
        if (TryCopy(_writer))
        {
            _begin = _writer.PagesWritten;
            _next = MostPages;
        }
        else
        {
            // Somebody reads what stands in it, or the disk is full.
            _next = Pages + (MostPages / 4);
        }
    }

    /// <summary>Ends with what it is copying.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
    }

    private static bool TryCopy(JournalDatabase database)
    {
        try
        {
            return database.Checkpoint();
        }
        catch (SqliteException)
        {
            // The log keeps what it has. Where commits fail too, they tell.
            return false;
        }
    }

    private void Run()
    {
        JournalDatabase? database = null;
        while (IsWanted())
        {
            try
            {
                database ??= new JournalDatabase(_path);
                for (var pass = 0; pass < MostPasses && !TryCopy(database); pass++)
                {
                }
            }
            catch (SqliteException)
            {
                // As above: the writer copies it then.
            }

            lock (_gate)
            {
                (_isCopying, _isCopied) = (false, true);
            }
        }

        database?.Dispose();
    }

    private bool IsWanted()
    {
        lock (_gate)
        {
            while (!_isCopying && !_isStopping)
            {
                _ = Monitor.Wait(_gate);
            }

            return !_isStopping;
        }
    }
}
