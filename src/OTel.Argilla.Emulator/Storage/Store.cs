using OTel.Argilla.Emulator.Faults;
using OTel.Argilla.Emulator.Http;

namespace OTel.Argilla.Emulator.Storage;

/// <summary>All that the emulator knows. One request at a time works on it, each in a transaction of its own.</summary>
internal sealed class Store : IDisposable
{
    private readonly Database _database;
    private readonly Lock _gate = new();
    private bool _isWorking;

    public Store(string? file, TimeProvider time, bool likePostgresql, bool refuseVectors)
    {
        _database = new Database(file);
        Time = time;
        LikePostgresql = likePostgresql;
        RefuseVectors = refuseVectors;
        Users = new Users(_database, time);
        Workspaces = new Workspaces(_database, time);
        Texts = new TextIndex(_database);
        Datasets = new Datasets(_database, Texts, time);
        Parts = new Parts(_database, time);
        Records = new Records(_database);
        Suggestions = new Suggestions(_database, time);
        Responses = new Responses(_database, time);
        Vectors = new Vectors(_database);
    }

    public TimeProvider Time { get; }

    /// <summary>Whether to refuse what Argilla over PostgreSQL refuses.</summary>
    public bool LikePostgresql { get; }

    /// <summary>Whether the search engine refuses vectors, as OpenSearch 2.19 does.</summary>
    public bool RefuseVectors { get; }

    public Services Services { get; } = new();

    /// <summary>
    /// How the search engine is doing for the request at work. Looked at once: an engine that came back in the middle of a request would else leave
    /// the records before that out of its index and the request answered as if it had them.
    /// </summary>
    public ServiceState Search { get; private set; }

    public Users Users { get; }

    public Workspaces Workspaces { get; }

    public Datasets Datasets { get; }

    public Parts Parts { get; }

    public Records Records { get; }

    public Suggestions Suggestions { get; }

    public Responses Responses { get; }

    public Vectors Vectors { get; }

    public TextIndex Texts { get; }

    /// <summary>Does all of the work or, when it throws, none of it. Work within work belongs to the outer.</summary>
    public T Transact<T>(Func<T> work)
    {
        lock (_gate)
        {
            if (_isWorking)
            {
                return work();
            }

            _isWorking = true;
            Search = Services.Search;
            _database.Execute("BEGIN IMMEDIATE");
            try
            {
                var result = work();
                _database.Execute("COMMIT");
                return result;
            }
            catch (ApiError error) when (error.KeepsWrites)
            {
                _database.Execute("COMMIT");
                throw;
            }
            catch
            {
                _database.Execute("ROLLBACK");
                throw;
            }
            finally
            {
                _isWorking = false;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _database.Dispose();
        }
    }
}
