using System.Buffers.Binary;
#if NET
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif

namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// A 64-bit hash that takes the bytes nearly as fast as memory gives them, to see whether texts or records are the same. One build gives the same on
/// every machine whose lowest byte comes first. Not for anything an attacker gains from.
/// </summary>
internal static class ContentHash
{
    private const int Step = 2 * sizeof(ulong);
#if NET
    private const int Lanes = 4;

    /// <summary>Four vectors.</summary>
    private const int Block = 4 * Lanes;
#endif
    private const ulong Prime = 0x9E37_79B9_7F4A_7C15;
    private const ulong OtherPrime = 0xD6E8_FEB8_6659_FD93;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var length = (ulong)bytes.Length;
        var hash = length * Prime;
#if NET
        bytes = bytes[MixBlocks(bytes, ref hash)..];
#endif
        for (; bytes.Length >= Step; bytes = bytes.Slice(Step))
        {
            hash = Mix(hash, bytes);
        }

        Span<byte> last = stackalloc byte[Step];
        last.Clear();
        bytes.CopyTo(last);
        return Mix(Mix(Mix(hash, last), length, Prime), Prime, OtherPrime);
    }

#if NET
    /// <summary>What can be taken in whole blocks; gives how much that is. Each lane waits only for itself, and four vectors go in the time of one.</summary>
    private static int MixBlocks(ReadOnlySpan<byte> bytes, ref ulong hash)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        if (words.Length < Block)
        {
            return 0;
        }

        ref var source = ref MemoryMarshal.GetReference(words);
        var a = Vector256.Create(1UL, 2, 3, 4);
        var b = Vector256.Create(5UL, 6, 7, 8);
        var c = Vector256.Create(9UL, 10, 11, 12);
        var d = Vector256.Create(13UL, 14, 15, 16);
        var at = 0;
        for (; at <= words.Length - Block; at += Block)
        {
            a = Mix(a, Vector256.LoadUnsafe(ref source, (nuint)at));
            b = Mix(b, Vector256.LoadUnsafe(ref source, (nuint)(at + Lanes)));
            c = Mix(c, Vector256.LoadUnsafe(ref source, (nuint)(at + (2 * Lanes))));
            d = Mix(d, Vector256.LoadUnsafe(ref source, (nuint)(at + (3 * Lanes))));
        }

        var all = Mix(Mix(Mix(a, b), c), d);
        hash = Mix(Mix(hash, all[0], all[1]), all[2], all[3]);
        return at * sizeof(ulong);
    }

    /// <summary>
    /// Loses nothing: different words give different lanes. What the highest bits of a word change comes down to the lower ones before it goes up again; else two
    /// words could undo each other's changes.
    /// </summary>
    private static Vector256<ulong> Mix(Vector256<ulong> lanes, Vector256<ulong> words)
    {
        words *= Vector256.Create(Prime);
        return (lanes ^ words ^ (words >>> 32)) * Vector256.Create(OtherPrime);
    }
#endif

    private static ulong Mix(ulong hash, ReadOnlySpan<byte> bytes) =>
        Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(sizeof(ulong))));

    private static ulong Mix(ulong hash, ulong one, ulong other)
    {
#if NET
        // One multiplication for both, and what overflows is folded in.
        var high = Math.BigMul(one ^ hash ^ Prime, other ^ OtherPrime, out var low);
        return ((hash << 5) | (hash >> 59)) ^ high ^ low;
#else
        hash = (hash ^ one) * Prime;
        hash = ((hash ^ (hash >> 29)) ^ other) * OtherPrime;
        return hash ^ (hash >> 32);
#endif
    }
}
