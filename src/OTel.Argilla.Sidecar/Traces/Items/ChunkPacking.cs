using Snappier;

namespace OTel.Argilla.Sidecar.Traces.Items;

/// <summary>
/// Chunks as the journal keeps them: compressed, since the names of attributes, and what agents were told before, stand in span after span. What is written is a
/// third to a seventh of what came, twice, and so is what chunks take in memory while they wait; that is worth more than the time it takes.
/// </summary>
internal static class ChunkPacking
{
    /// <summary>The first byte of a chunk that is compressed: the block format of Snappy follows. All others begin with <see cref="ItemWriter.Version"/>.</summary>
    private const byte IsCompressed = 0x80 | ItemWriter.Version;

    /// <summary>Items are at most so much shorter than the block that they are in, by the format: beyond that a block is damaged, and not to be given memory.</summary>
    private const int MostRatio = 64;

    /// <summary>The room that a chunk of this length may need.</summary>
    public static int MostOf(int length) => 1 + Snappy.GetMaxCompressedLength(length);

    /// <summary>Writes a chunk as it is to be kept.</summary>
    /// <param name="items">What an <see cref="ItemWriter"/> has written.</param>
    /// <param name="target">Room for <see cref="MostOf"/>.</param>
    /// <returns>How many bytes it takes.</returns>
    public static int Pack(ReadOnlySpan<byte> items, Span<byte> target)
    {
        target[0] = IsCompressed;
        var length = 1 + Snappy.Compress(items, target[1..]);
        if (length < items.Length)
        {
            return length;
        }

        items.CopyTo(target);
        return items.Length;
    }

    /// <summary>How long the items are.</summary>
    /// <exception cref="InvalidDataException">The chunk is damaged.</exception>
    public static int LengthOf(ReadOnlySpan<byte> packed)
    {
        if (!IsPacked(packed))
        {
            return packed.Length;
        }

        var length = Snappy.GetUncompressedLength(packed[1..]);
        return (uint)length <= (long)MostRatio * packed.Length ? length : throw new InvalidDataException("The chunk is damaged.");
    }

    /// <summary>Writes the items as they were.</summary>
    /// <param name="packed">A chunk as it is kept.</param>
    /// <param name="target">Room for <see cref="LengthOf"/>.</param>
    /// <exception cref="InvalidDataException">The chunk is damaged.</exception>
    public static void Unpack(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        if (IsPacked(packed))
        {
            _ = Snappy.Decompress(packed[1..], target);
        }
        else
        {
            packed.CopyTo(target);
        }
    }

    private static bool IsPacked(ReadOnlySpan<byte> packed) => packed.Length > 0 && packed[0] == IsCompressed;
}
