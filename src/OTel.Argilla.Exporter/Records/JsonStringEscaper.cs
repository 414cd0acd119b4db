#if NET
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif

namespace OTel.Argilla.Exporter.Records;

/// <summary>
/// A text as a JSON string, with its quotation marks. The platform's writer goes character by character once a text needs any escape, and nearly
/// every answer has line breaks: here the runs between them are copied at vector speed. Escapes what JSON asks for, and nothing else.
/// </summary>
internal static class JsonStringEscaper
{
    private const int LongestEscape = 6;

    public static void Write(ReadOnlySpan<byte> text, PooledBuffer destination)
    {
        var room = destination.GetSpan(text.Length + 1 + LongestEscape);
        room[0] = (byte)'"';
        var written = 1;
        while (true)
        {
            var plain = CopyPlain(text, room.Slice(written));
            written += plain;
            if (plain == text.Length)
            {
                break;
            }

            written += Escape(text[plain], room.Slice(written));
            text = text.Slice(plain + 1);
            if (room.Length - written < text.Length + LongestEscape)
            {
                destination.Advance(written);
                room = destination.GetSpan(text.Length + LongestEscape + (text.Length / 8));
                written = 0;
            }
        }

        room[written++] = (byte)'"';
        destination.Advance(written);
    }

    /// <summary>Copies a text of which nothing must be escaped and all is ASCII; false for any other, and what is in the destination then is undefined.</summary>
    public static bool TryCopyPlain(ReadOnlySpan<char> text, Span<byte> destination)
    {
        var i = 0;
#if NET
        ref var source = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(text));
        ref var target = ref MemoryMarshal.GetReference(destination.Slice(0, text.Length));
        while (text.Length - i >= Vector128<byte>.Count / 2)
        {
            // The last block reaches back into the one before it.
            var block = Vector128.LoadUnsafe(ref source, (nuint)i);
            var special = Vector128.LessThan(block, Vector128.Create((ushort)0x20))
                | Vector128.GreaterThan(block, Vector128.Create((ushort)0x7E))
                | Vector128.Equals(block, Vector128.Create((ushort)'"'))
                | Vector128.Equals(block, Vector128.Create((ushort)'\\'));
            if (special != Vector128<ushort>.Zero)
            {
                return false;
            }

            Vector128.Narrow(block, block).GetLower().StoreUnsafe(ref target, (nuint)i);
            i = text.Length - i is > 8 and < 16 ? text.Length - 8 : i + 8;
        }
#endif
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (c is < ' ' or > '~' or '"' or '\\')
            {
                return false;
            }

            destination[i] = (byte)c;
        }

        return true;
    }

    /// <summary>Copies the text up to the first byte that must be escaped; gives how much that is. The destination must be as long as the text.</summary>
    private static int CopyPlain(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var i = 0;
#if NET
        ref var source = ref MemoryMarshal.GetReference(text);
        ref var target = ref MemoryMarshal.GetReference(destination.Slice(0, text.Length));
        for (; i <= text.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
        {
            var block = Vector256.LoadUnsafe(ref source, (nuint)i);
            block.StoreUnsafe(ref target, (nuint)i);
            var special = Vector256.LessThan(block, Vector256.Create((byte)0x20))
                | Vector256.Equals(block, Vector256.Create((byte)'"'))
                | Vector256.Equals(block, Vector256.Create((byte)'\\'));
            if (special != Vector256<byte>.Zero)
            {
                return i + BitOperations.TrailingZeroCount(special.ExtractMostSignificantBits());
            }
        }
#endif
        for (; i < text.Length && text[i] is >= 0x20 and not ((byte)'"' or (byte)'\\'); i++)
        {
            destination[i] = text[i];
        }

        return i;
    }

    private static int Escape(byte b, Span<byte> destination)
    {
        destination[0] = (byte)'\\';
        destination[1] = b switch
        {
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            < 0x20 => (byte)'u',
            _ => b,
        };
        if (destination[1] != (byte)'u')
        {
            return 2;
        }

        destination[2] = destination[3] = (byte)'0';
        destination[4] = "0123456789abcdef"u8[b >> 4];
        destination[5] = "0123456789abcdef"u8[b & 0xF];
        return LongestEscape;
    }
}
