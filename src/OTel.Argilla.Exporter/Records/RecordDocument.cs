namespace OTel.Argilla.Exporter.Records;

/// <summary>
/// A record as the JSON item of Argilla's bulk request, already fitted to what every Argilla takes: UTF-8 in rented bytes.
/// <code>{"external_id":"…","fields":{"prompt":"…","response":"…","conversation":[{"role":"…","content":"…"}]},
///  "metadata":{…},"suggestions":[{"question":"…","value":…,"score":…,"agent":"…"}]}</code>
/// <c>conversation</c>, <c>metadata</c> and <c>suggestions</c> are left out when empty; no value is null. A suggestion names its question; the
/// id that Argilla wants is known only to the dataset, and put in when the batch is made.
/// </summary>
internal sealed class RecordDocument
{
    private readonly ArraySegment<byte> _json;
    private RecordBlock? _block;
    private int _claimed;

    /// <summary>Copies the record into a block.</summary>
    public RecordDocument(RecordBlock block, ReadOnlySpan<byte> json, string externalId, RecordParts parts)
        : this(block.Add(json), block, externalId, parts)
    {
    }

    /// <summary>Takes over the place of a record in a block.</summary>
    public RecordDocument(ArraySegment<byte> json, RecordBlock block, string externalId, RecordParts parts)
    {
        _json = json;
        _block = block;
        ExternalId = externalId;
        Parts = parts;
    }

    public RecordParts Parts { get; }

    /// <summary>Identity of the record: writes are upserts by it.</summary>
    public string ExternalId { get; }

    /// <summary>The dataset that it goes to, where a delivery has several; null for the default one.</summary>
    public string? Dataset { get; set; }

    /// <summary>Length in bytes.</summary>
    public int Length => _json.Count;

    /// <summary>The JSON object.</summary>
    public ReadOnlyMemory<byte> Json => Volatile.Read(ref _block) is null ? throw new ObjectDisposedException(nameof(RecordDocument)) : _json.AsMemory();

    /// <summary>True for the first caller alone, who then decides what becomes of the record, counts it and releases it.</summary>
    public bool TryClaim() => Interlocked.Exchange(ref _claimed, 1) == 0;

    /// <summary>Gives the bytes back; the document cannot be read afterwards. Calling it again does nothing.</summary>
    public void Release()
    {
        if (Interlocked.Exchange(ref _block, null) is { } block)
        {
            // Prompts and answers do not linger in pooled memory.
            _json.AsSpan().Clear();
            block.Release();
        }
    }
}
