using System.Buffers.Binary;

namespace OTel.Argilla.Exporter.Pipeline;

/// <summary>
/// A 64-bit hash, eight bytes at a time, to see whether a record is the one that was sent before. Not for anything an attacker gains from: the worst
/// of a collision is that a late span's addition is not sent.
/// </summary>
internal static class ContentHash
{
    private const int Lanes = 4;
    private const ulong Prime = 0x9E37_79B9_7F4A_7C15;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = (ulong)bytes.Length * Prime;
        if (bytes.Length >= Lanes * sizeof(ulong))
        {
            // Each step waits for the one before it: side by side, four go in the time of one.
            ulong a = 1, b = 2, c = 3, d = 4;
            for (; bytes.Length >= Lanes * sizeof(ulong); bytes = bytes.Slice(Lanes * sizeof(ulong)))
            {
                a = Mix(a, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
                b = Mix(b, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(8)));
                c = Mix(c, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(16)));
                d = Mix(d, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(24)));
            }

            hash = Mix(Mix(Mix(Mix(hash, a), b), c), d);
        }

        for (; bytes.Length >= sizeof(ulong); bytes = bytes.Slice(sizeof(ulong)))
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var last in bytes)
        {
            hash = Mix(hash, last);
        }

        return hash;
    }

    private static ulong Mix(ulong hash, ulong value)
    {
        hash = (hash ^ value) * Prime;
        return hash ^ (hash >> 29);
    }
}
