using System.Buffers.Binary;

namespace OTel.Argilla.Exporter.Pipeline;

/// <summary>
/// A 64-bit hash, eight bytes at a time, to see whether a record is the one that was sent before. Not for anything an attacker gains from: the worst
/// of a collision is that a late span's addition is not sent.
/// </summary>
internal static class ContentHash
{
    private const ulong Prime = 0x9E37_79B9_7F4A_7C15;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = (ulong)bytes.Length * Prime;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes.Slice(sizeof(ulong));
        }

        foreach (var b in bytes)
        {
            hash = Mix(hash, b);
        }

        return hash;
    }

    private static ulong Mix(ulong hash, ulong value)
    {
        hash = (hash ^ value) * Prime;
        return hash ^ (hash >> 29);
    }
}
