using OTel.Argilla.Exporter.Delivery;

namespace OTel.Argilla.Sidecar.Journal;

/// <summary>Keeps a second sidecar off a data directory. A lock of the system's, on a file: it ends with the process that holds it, however that ends.</summary>
internal sealed class JournalLock : IDisposable
{
    private readonly FileStream _file;

    private JournalLock(FileStream file) => _file = file;

    /// <summary>Makes the directory when it is not there, and takes it for this process.</summary>
    /// <exception cref="JournalException">Another process has it, or it cannot be used.</exception>
    public static JournalLock Take(string directory)
    {
        try
        {
            // One that is there may be somebody else's, with rights of its own; the files are private in any case.
            if (!Directory.Exists(directory))
            {
                PrivateFile.CreateDirectory(directory);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The data directory '{directory}' cannot be made: {error.Message}", error);
        }

        var path = Path.Combine(directory, "lock");
        try
        {
            return new JournalLock(PrivateFile.OpenAlone(path));
        }
        catch (UnauthorizedAccessException error)
        {
            throw new JournalException($"The data directory '{directory}' cannot be written to: let this user write to it. ({error.Message})", error);
        }
        catch (IOException error) when (File.Exists(path))
        {
            throw new JournalException($"The data directory '{directory}' is in use by another otel-argilla serve: end that one, or give this one another directory.", error);
        }
        catch (IOException error)
        {
            throw new JournalException($"The data directory '{directory}' cannot be written to: {error.Message}", error);
        }
    }

    public void Dispose() => _file.Dispose();
}
