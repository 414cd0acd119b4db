using OpenTelemetry.PersistentStorage.FileSystem;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>A leased file of records: nobody else takes it until the lease ends.</summary>
internal sealed class StoredBlob
{
    private readonly FileBlob _blob;

    public StoredBlob(FileBlob blob) => _blob = blob;

    /// <summary>Every record of it has come to an end, or is stored anew.</summary>
    public void Delete() => _ = _blob.TryDelete();

    /// <summary>Gives the lease back before its end, by taking its mark from the name.</summary>
    public void GiveBack()
    {
        var path = _blob.FullPath;
        var mark = path.LastIndexOf('@');
        if (mark > 0)
        {
            try
            {
                File.Move(path, path.Substring(0, mark));
            }
            catch (IOException)
            {
                // The lease ended and somebody else has it.
            }
        }
    }
}
