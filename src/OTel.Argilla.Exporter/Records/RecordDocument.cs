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
    private int _claimed;

    public RecordDocument(byte[] rentedBuffer, int length, string externalId, bool isHooked = false)
    {
        _buffer = rentedBuffer;
        Length = length;
        ExternalId = externalId;
        IsHooked = isHooked;
    }

    /// <summary>Whether a user's hook may have put metadata of any type into it.</summary>
    public bool IsHooked { get; }

    /// <summary>Identity of the record: writes are upserts by it.</summary>
    public string ExternalId { get; }

    /// <summary>Length in bytes.</summary>
    public int Length { get; }

    /// <summary>The JSON object.</summary>
    public ReadOnlyMemory<byte> Json => _buffer.AsMemory(0, Length);

    /// <summary>True for the first caller alone, who then decides what becomes of the record, counts it and releases it.</summary>
    public bool TryClaim() => Interlocked.Exchange(ref _claimed, 1) == 0;

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
