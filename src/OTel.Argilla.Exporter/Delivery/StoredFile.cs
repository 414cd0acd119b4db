using OpenTelemetry.PersistentStorage.FileSystem;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>A file of records that this process drains. It belongs to the spool, under its lock.</summary>
internal sealed class StoredFile : StoredPlace
{
    private readonly int _total;

    /// <param name="blob">The file.</param>
    /// <param name="externalIds">Its records.</param>
    /// <param name="done">How many lines of it need not be kept.</param>
    public StoredFile(FileBlob blob, IEnumerable<string> externalIds, int done)
    {
        Blob = blob;
        Open = new HashSet<string>(externalIds, StringComparer.Ordinal);
        InMemory = Open.Count;
        _total = Open.Count + done;
    }

    public FileBlob Blob { get; }

    /// <summary>Ids of the records that have not come to an end.</summary>
    public HashSet<string> Open { get; }

    /// <summary>Records of it that are in memory.</summary>
    public int InMemory { get; set; }

    /// <summary>Whether it holds lines that need not be kept.</summary>
    public bool IsPartlyDone => Open.Count < _total;
}
