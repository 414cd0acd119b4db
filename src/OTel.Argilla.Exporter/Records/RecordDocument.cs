using System.Buffers;

namespace OTel.Argilla.Exporter.Records;

/// <summary>
/// A record as the JSON item of Argilla's bulk request, already fitted to what every Argilla takes: UTF-8 in a rented buffer.
/// <code>{"external_id":"…","fields":{"prompt":"…","response":"…","conversation":[{"role":"…","content":"…"}]},
///  "metadata":{…},"suggestions":[{"question":"…","value":…,"score":…,"agent":"…"}]}</code>
/// <c>conversation</c>, <c>metadata</c> and <c>suggestions</c> are left out when empty; no value is null. A suggestion names its question; the
/// id that Argilla wants is known only to the dataset, and put in when the batch is made.
/// </summary>
internal sealed class RecordDocument
{
    private byte[]? _buffer;

    public RecordDocument(byte[] rentedBuffer, int length, string externalId)
    {
        _buffer = rentedBuffer;
        Length = length;
        ExternalId = externalId;
    }

    /// <summary>Identity of the record: writes are upserts by it.</summary>
    public string ExternalId { get; }

    /// <summary>Length in bytes.</summary>
    public int Length { get; }

    /// <summary>The JSON object.</summary>
    public ReadOnlyMemory<byte> Json => _buffer.AsMemory(0, Length);

    /// <summary>Whether the buffer was given back.</summary>
    public bool IsReleased => Volatile.Read(ref _buffer) is null;

    /// <summary>Gives the buffer back; the document cannot be read afterwards. Calling it again does nothing.</summary>
    public void Release()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            // Prompts and answers do not linger in pooled memory.
            buffer.AsSpan(0, Length).Clear();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
