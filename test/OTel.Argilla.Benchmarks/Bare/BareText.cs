using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OTel.Argilla.Benchmarks.Bare;

/// <summary>Finds what was said in the JSON of messages by quotation marks alone, without a branch for each escape.</summary>
internal static class BareText
{
    /// <summary>Roles, types and ids are shorter.</summary>
    private const int ShortestLong = 100;

    private const ulong OddBits = 0xAAAA_AAAA_AAAA_AAAA;

    /// <summary>The inside of the last string that is long.</summary>
    public static ReadOnlySpan<byte> LastLong(ReadOnlySpan<byte> json)
    {
        var search = new Search { Open = -1 };
        var escapedNext = 0UL;
        var at = 0;
        for (; at <= json.Length - 64; at += 64)
        {
            ref var block = ref MemoryMarshal.GetReference(json[at..]);
            search.Take(Marks(ref block, (byte)'"') & ~Escaped(Marks(ref block, (byte)'\\'), ref escapedNext), at);
        }

        if (at < json.Length)
        {
            Span<byte> last = stackalloc byte[64];
            last.Clear();
            json[at..].CopyTo(last);
            ref var block = ref MemoryMarshal.GetReference(last);
            search.Take(Marks(ref block, (byte)'"') & ~Escaped(Marks(ref block, (byte)'\\'), ref escapedNext), at);
        }

        return json[search.Start..search.End];
    }

    private static ulong Marks(ref byte block, byte wanted) =>
        Vector256.Equals(Vector256.LoadUnsafe(ref block), Vector256.Create(wanted)).ExtractMostSignificantBits()
        | ((ulong)Vector256.Equals(Vector256.LoadUnsafe(ref block, 32), Vector256.Create(wanted)).ExtractMostSignificantBits() << 32);

    /// <summary>
    /// The characters that a backslash stands before which is no escaped one itself: of each row of backslashes every second, by the carry of a subtraction (the way of
    /// simdjson).
    /// </summary>
    private static ulong Escaped(ulong backslashes, ref ulong escapedNext)
    {
        var potential = backslashes & ~escapedNext;
        var codes = (((potential << 1) | OddBits) - potential) ^ OddBits;
        var escaped = codes ^ (backslashes | escapedNext);
        escapedNext = (codes & backslashes) >> 63;
        return escaped;
    }

    private ref struct Search
    {
        public int Open { get; set; }

        public int Start { get; private set; }

        public int End { get; private set; }

        public void Take(ulong quotes, int at)
        {
            for (; quotes != 0; quotes &= quotes - 1)
            {
                var quote = at + BitOperations.TrailingZeroCount(quotes);
                if (Open < 0)
                {
                    Open = quote;
                    continue;
                }

                if (quote - Open > ShortestLong)
                {
                    (Start, End) = (Open + 1, quote);
                }

                Open = -1;
            }
        }
    }
}
