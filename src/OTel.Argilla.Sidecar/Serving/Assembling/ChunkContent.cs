using OTel.Argilla.Sidecar.Traces.Items;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>What a chunk holds.</summary>
/// <param name="Array">Its items, from the beginning; not to be changed.</param>
/// <param name="Length">How much of the array they take.</param>
/// <param name="StoredLength">How much of the journal they take.</param>
internal readonly record struct ChunkContent(byte[] Array, int Length, int StoredLength)
{
    /// <summary>In an array of its own.</summary>
    /// <param name="stored">The chunk as the journal keeps it.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static ChunkContent Unpack(byte[] stored)
    {
        var items = new byte[ChunkPacking.LengthOf(stored)];
        ChunkPacking.Unpack(stored, items);
        return new(items, items.Length, stored.Length);
    }
}
