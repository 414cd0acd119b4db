namespace OTel.Argilla.Sidecar.Receivers.Bodies;

/// <summary>A body as it came and as what it holds. Whoever has asked for it releases it.</summary>
/// <param name="budget">The memory it may take.</param>
/// <param name="keepsWire">Keep the bytes as they came too, for somebody who wants them unchanged.</param>
/// <param name="usualBytes">How large bodies mostly are.</param>
internal sealed class ReceivedBody(BufferBudget budget, bool keepsWire, int usualBytes)
{
    private readonly BodyBuffer? _wire = keepsWire ? new BodyBuffer(budget) : null;

    /// <summary>What it holds, decompressed.</summary>
    public BodyBuffer Content { get; } = new(budget, usualBytes);

    /// <summary>How it was compressed.</summary>
    public ContentCoding Coding { get; private set; }

    /// <summary>The bytes as they came.</summary>
    public ReadOnlyMemory<byte> Wire => Coding == ContentCoding.Identity || _wire is null ? Content.Content : _wire.Content;

    /// <summary>Says how it is compressed, and gives the stream to read it through; null when that is the source itself.</summary>
    public WireStream? Open(Stream source, ContentCoding coding)
    {
        Coding = coding;
        return coding == ContentCoding.Identity || _wire is null ? null : new WireStream(source, _wire);
    }

    public void Release()
    {
        Content.Release();
        _wire?.Release();
    }
}
