using System.Text.Json;
using OpenTelemetry.PersistentStorage.FileSystem;
using OTel.Argilla.Exporter.Records;

namespace OTel.Argilla.Exporter.Delivery;

/// <summary>Refused records with Argilla's reason, kept for a person to look at. Bounded; the provider of the files takes old ones away. Thread-safe.</summary>
internal sealed class RejectedRecords : IDisposable
{
    private readonly FileBlobProvider _files;
    private readonly string _path;
    private readonly long _maxBytes;
    private readonly object _writing = new();

    public RejectedRecords(string path, long maxBytes, FileBlobProvider files)
    {
        _path = path;
        _maxBytes = maxBytes;
        _files = files;
    }

    /// <summary>Keeps the record where there is room; never throws.</summary>
    public void Add(RecordDocument record, string reason)
    {
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content))
        {
            writer.WriteStartObject();
            writer.WriteString("reason", reason);
            writer.WritePropertyName("record");
            writer.WriteRawValue(record.Json.Span, skipInputValidation: true);
            writer.WriteEndObject();
        }

        lock (_writing)
        {
            if (SpoolDirectory.Measure(_path) + content.Length <= _maxBytes
                && _files.TryCreateBlob(content.GetBuffer().AsSpan(0, (int)content.Length), out var blob))
            {
                PrivateFile.Restrict(((FileBlob)blob).FullPath);
            }
        }
    }

    public void Dispose() => _files.Dispose();
}
