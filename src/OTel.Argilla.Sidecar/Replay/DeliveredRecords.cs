using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Sidecar.Replay;

/// <summary>
/// Remembers, in a small file, the hashes of the records that Argilla has confirmed, so that a replay that was interrupted goes on where it was. The file
/// is of one set of inputs and one dataset, and is gone when the replay has ended well. Thread-safe.
/// </summary>
internal sealed class DeliveredRecords : IDisposable
{
    /// <summary>Later the dataset may have become another one.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(7);

    private readonly HashSet<ulong> _known = [];
    private readonly string _path;
    private readonly FileStream _file;
    private readonly object _writing = new();

    private DeliveredRecords(string path, FileStream file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>How many an earlier run has delivered.</summary>
    public int Count => _known.Count;

    /// <summary>Opens the memory of these inputs and this dataset.</summary>
    /// <param name="directory">Where such files are kept; created when it is missing.</param>
    /// <param name="inputs">The paths of the inputs.</param>
    /// <param name="datasetId">Argilla's id of the dataset: one that was made anew has nothing.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <exception cref="IOException">Another replay of the same is running, or the directory cannot be written.</exception>
    public static DeliveredRecords Open(string directory, IEnumerable<string> inputs, string datasetId, TimeProvider timeProvider)
    {
        _ = OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(directory)
            : Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [datasetId, .. inputs])))[..16]);
        var path = Path.Combine(directory, $"replay-{name}");
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        var records = new DeliveredRecords(path, file);
        if (timeProvider.GetUtcNow() - File.GetLastWriteTimeUtc(path) > MaxAge)
        {
            file.SetLength(0);
        }

        records.Load();
        return records;
    }

    public bool Contains(RecordDocument record) => _known.Contains(HashOf(record));

    public void Add(RecordDocument record)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, HashOf(record));
        lock (_writing)
        {
            try
            {
                _file.Write(bytes);
            }
            catch (IOException)
            {
                // A full disk costs no record: at worst some are sent once more, which changes nothing.
            }
        }
    }

    /// <summary>The replay has ended well: the next one begins anew.</summary>
    public void Forget()
    {
        _file.Dispose();
        File.Delete(_path);
    }

    public void Dispose() => _file.Dispose();

    private static ulong HashOf(RecordDocument record) => ContentHash.Of(record.Json.Span);

    /// <summary>What is left of a half-written hash is overwritten.</summary>
    private void Load()
    {
        var bytes = new byte[8 * 1024];
        var whole = _file.Length / sizeof(ulong);
        for (var left = whole * sizeof(ulong); left > 0;)
        {
            var read = (int)Math.Min(bytes.Length, left);
            _file.ReadExactly(bytes, 0, read);
            left -= read;
            for (var at = 0; at < read; at += sizeof(ulong))
            {
                _ = _known.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at)));
            }
        }

        _file.SetLength(whole * sizeof(ulong));
        _file.Position = _file.Length;
    }
}
