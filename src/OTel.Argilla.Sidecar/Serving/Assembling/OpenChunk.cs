using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>A chunk of which something is still needed: where its spans have their bytes, and which of its units are settled.</summary>
internal sealed class OpenChunk(long id, UnpackedChunks chunks, byte[] settled) : ByteSource
{
    private byte[] _settled = settled;
    private ChunkContent? _content;
    private int _open;

    public long Id { get; } = id;

    /// <summary>Its units of traces without anything GenAI; null when there are none.</summary>
    public OtherUnits? Others { get; set; }

    /// <summary>Its place in the table of <see cref="OtherTraces"/>, as long as it has such units.</summary>
    public int Slot { get; set; }

    /// <summary>How many bytes of the journal it takes; 0 until it has been taken in.</summary>
    public int Length { get; set; }

    /// <summary>All of it has been taken in.</summary>
    public bool IsTakenIn => Length > 0;

    /// <summary>Nothing in it is needed any more.</summary>
    public bool IsDone => _open == 0;

    /// <summary>Less of it is needed than the journal knows.</summary>
    public bool HasChanged { get; set; }

    /// <summary>What it holds.</summary>
    /// <exception cref="Journal.JournalException">It cannot be read.</exception>
    public ChunkContent Content => _content ?? chunks.Get(Id);

    /// <summary>Keeps the content in memory while its items are taken in; null ends that.</summary>
    public void Pin(ChunkContent? content) => _content = content;

    /// <inheritdoc/>
    /// <exception cref="Journal.JournalException">It cannot be read.</exception>
    public override byte[] Read() => Content.Array;

    public bool IsSettled(int unit) => unit / 8 < _settled.Length && (_settled[unit / 8] & (1 << (unit % 8))) != 0;

    /// <summary>The unit is needed until it is settled.</summary>
    public void Open() => _open++;

    public void Settle(int unit)
    {
        _open--;
        if (unit / 8 >= _settled.Length)
        {
            Array.Resize(ref _settled, (unit / 8) + 1);
        }

        _settled[unit / 8] |= (byte)(1 << (unit % 8));
    }

    /// <summary>The bits of what is settled, as the journal keeps them.</summary>
    public byte[] SettledBits() => [.. _settled];
}
