using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Traces;

/// <summary>
/// For input larger than memory, in any order: everything is first written to temporary files, the spans of one trace to the same file, and then evaluated
/// file by file. So a trace is whole however far apart its spans lie, and memory holds a small part of the input at any time.
/// </summary>
/// <remarks>
/// Traces that belong together without sharing an id (a tool call that another trace answers) meet only while the first is still kept. The files hold
/// prompts: only the user can read them, and they are gone at the end.
/// </remarks>
internal sealed class SpilledTraces : ITraceIntake, IDisposable
{
    private readonly TraceStore _store;
    private readonly Action<int, int> _progress;
    private readonly string _directory;
    private readonly SpillFile[] _files;

    /// <param name="store">Puts the traces of each file together and hands them over.</param>
    /// <param name="parentDirectory">Where the files are written, in a directory of their own.</param>
    /// <param name="count">How many files: each of them must fit into the store.</param>
    /// <param name="progress">Told which file of how many is evaluated.</param>
    public SpilledTraces(TraceStore store, string parentDirectory, int count, Action<int, int> progress)
    {
        _store = store;
        _progress = progress;
        _directory = Path.Combine(parentDirectory, "otel-argilla-" + Path.GetRandomFileName());
        _ = OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(_directory)
            : Directory.CreateDirectory(_directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _files = [.. Enumerable.Range(0, count).Select(i => new SpillFile(Path.Combine(_directory, $"{i}")))];
        if (!OperatingSystem.IsWindows())
        {
            Directory.Delete(_directory);
        }
    }

    public void Add(OtlpBatch batch)
    {
        try
        {
            Write(batch);
        }
        catch (IOException exception)
        {
            throw new SpillException(exception);
        }
    }

    public void CompleteAll()
    {
        for (var i = 0; i < _files.Length; i++)
        {
            _progress(i, _files.Length);
            try
            {
                _files[i].ReadInto(_store);
                _files[i].Dispose();
            }
            catch (IOException exception)
            {
                throw new SpillException(exception);
            }

            _store.CompleteTraces();

            // What the part held is garbage now. Left to itself the collector lets several parts of it pile up, since the machine has room.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        }

        _store.CompleteAll();
    }

    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private void Write(OtlpBatch batch)
    {
        foreach (var link in batch.Links)
        {
            FileOf(link.TraceId.Low).Write(link);
        }

        foreach (var log in batch.Logs)
        {
            FileOf(log.TraceId.Low).Write(log);
        }

        foreach (var span in batch.Spans)
        {
            FileOf(span.TraceId.Low).Write(span);
        }
    }

    /// <summary>Trace ids are random only where their makers follow the specification: they are mixed first.</summary>
    private SpillFile FileOf(ulong id) => _files[(int)((((id * 0x9E37_79B9_7F4A_7C15) >> 32) * (ulong)_files.Length) >> 32)];
}
