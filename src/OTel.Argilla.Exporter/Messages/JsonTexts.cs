#if NET
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif

namespace OTel.Argilla.Exporter.Messages;

/// <summary>Finds the end of a JSON string, at vector speed between its escapes: prompts and answers are full of <c>\n</c>.</summary>
internal static class JsonTexts
{
    /// <summary>How far behind the text <see cref="Decode"/> may write.</summary>
    public const int Overshoot = 32;

    private const byte FirstCharacter = 0x20;

    /// <summary>Position of the quotation mark that ends the string whose inside begins there; -1 when none does, or an escape is none that JSON has.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="at">Where the inside of the string begins.</param>
    /// <param name="traits">What the string has besides plain characters.</param>
    public static int FindEnd(ReadOnlySpan<byte> json, int at, out JsonTextTraits traits)
    {
        traits = JsonTextTraits.None;
#if NET
        ref var source = ref MemoryMarshal.GetReference(json);
        while (at <= json.Length - Vector256<byte>.Count)
        {
            var block = Vector256.LoadUnsafe(ref source, (nuint)at);
            var controls = Vector256.LessThan(block, Vector256.Create(FirstCharacter)).ExtractMostSignificantBits();
            var found = (Vector256.Equals(block, Vector256.Create((byte)'"')) | Vector256.Equals(block, Vector256.Create((byte)'\\'))).ExtractMostSignificantBits();
            var next = at + Vector256<byte>.Count;
            while (found != 0)
            {
                var offset = BitOperations.TrailingZeroCount(found);
                var position = at + offset;
                if (json[position] == (byte)'"')
                {
                    traits |= (controls & ((1U << offset) - 1)) != 0 ? JsonTextTraits.Controls : 0;
                    return position;
                }

                var length = LengthOfEscape(json, position, ref traits);
                if (length == 0)
                {
                    return -1;
                }

                // What the escape is made of is no end and no further escape; it may reach into the next block.
                next = Math.Max(next, position + length);
                found = offset + length < Vector256<byte>.Count ? found & (uint.MaxValue << (offset + length)) : 0;
            }

            traits |= controls != 0 ? JsonTextTraits.Controls : 0;
            at = next;
        }
#endif
        while (at < json.Length && json[at] != (byte)'"')
        {
            traits |= json[at] < FirstCharacter ? JsonTextTraits.Controls : 0;
            var length = json[at] == (byte)'\\' ? LengthOfEscape(json, at, ref traits) : 1;
            if (length == 0)
            {
                return -1;
            }

            at += length;
        }

        return at < json.Length ? at : -1;
    }

    /// <summary>
    /// Finds the end of the string and decodes it, both in one pass. Gives how long the text is; -1 when there is no end, an escape is none that JSON has, or
    /// the room does not suffice.
    /// </summary>
    /// <param name="json">The JSON.</param>
    /// <param name="at">Where the inside of the string begins; then where the quotation mark is that ends it.</param>
    /// <param name="room">Receives the text; what lies behind it is undefined.</param>
    /// <param name="traits">What the string has besides plain characters.</param>
    public static int Decode(ReadOnlySpan<byte> json, ref int at, Span<byte> room, out JsonTextTraits traits)
    {
        const int LongestCharacter = 4;
        traits = JsonTextTraits.None;
        var length = 0;
        while (at < json.Length && length <= room.Length - LongestCharacter)
        {
#if NET
            if (at <= json.Length - Vector256<byte>.Count && length <= room.Length - Vector256<byte>.Count)
            {
                var block = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(json), (nuint)at);
                block.StoreUnsafe(ref MemoryMarshal.GetReference(room), (nuint)length);
                var special = (Vector256.LessThan(block, Vector256.Create(FirstCharacter))
                    | Vector256.Equals(block, Vector256.Create((byte)'"'))
                    | Vector256.Equals(block, Vector256.Create((byte)'\\'))).ExtractMostSignificantBits();
                var plain = special == 0 ? Vector256<byte>.Count : BitOperations.TrailingZeroCount(special);
                at += plain;
                length += plain;
                if (special == 0)
                {
                    continue;
                }
            }
#endif
            switch (json[at])
            {
                case (byte)'"':
                    return length;
                case (byte)'\\':
                    var read = JsonEscapes.DecodeOne(json, at, room.Slice(length), out var written);
                    if (read == 0)
                    {
                        return -1;
                    }

                    traits |= read == 2 ? JsonTextTraits.Escapes : JsonTextTraits.Escapes | JsonTextTraits.Units;
                    at += read;
                    length += written;
                    break;
                default:
                    traits |= json[at] < FirstCharacter ? JsonTextTraits.Controls : 0;
                    room[length++] = json[at++];
                    break;
            }
        }

        return -1;
    }

    private static int LengthOfEscape(ReadOnlySpan<byte> json, int at, ref JsonTextTraits traits)
    {
        var length = JsonEscapes.LengthAt(json, at);
        traits |= length == JsonEscapes.UnitLength ? JsonTextTraits.Escapes | JsonTextTraits.Units : JsonTextTraits.Escapes;
        return length;
    }
}
