using System.Runtime.InteropServices;

namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>The bytes of a span, a log record or a resource: in memory, or wherever a <see cref="ByteSource"/> has them.</summary>
internal readonly struct ItemBytes
{
    private readonly object? _source;
    private readonly int _offset;

    public ItemBytes(ReadOnlyMemory<byte> memory)
    {
        if (!MemoryMarshal.TryGetArray(memory, out var segment))
        {
            segment = memory.ToArray();
        }

        (_source, _offset, Length) = (segment.Array, segment.Offset, segment.Count);
    }

    public ItemBytes(ByteSource source, int offset, int length) => (_source, _offset, Length) = (source, offset, length);

    public int Length { get; }

    /// <summary>How much of them is in memory because of this.</summary>
    public int LengthInMemory => _source is byte[] ? Length : 0;

    public ReadOnlyMemory<byte> Memory => _source switch
    {
        byte[] array => array.AsMemory(_offset, Length),
        ByteSource source => source.Read().AsMemory(_offset, Length),
        _ => default,
    };

    /// <summary>A copy in memory.</summary>
    public ItemBytes Copy() => new(Memory.ToArray());
}
