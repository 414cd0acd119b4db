namespace OTel.Argilla.Exporter.Delivery;

/// <summary>
/// One process at a time delivers the records of a directory, so that they arrive in their order. A lock of the system's, on a file: it ends with
/// the process that holds it, however that ends.
/// </summary>
internal sealed class DrainLock : IDisposable
{
    private readonly string _path;
    private FileStream? _held;

    public DrainLock(string path) => _path = path;

    /// <summary>True when it is held afterwards.</summary>
    public bool TryEnter()
    {
        try
        {
            _held ??= PrivateFile.OpenAlone(_path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process has it.
            return false;
        }
    }

    public void Exit()
    {
        _held?.Dispose();
        _held = null;
    }

    public void Dispose() => Exit();
}
