#if NET
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
#endif
using System.Text;

namespace OTel.Argilla.Exporter.Messages;

/// <summary>Helpers over UTF-8 bytes that netstandard2.0 lacks or that only this product needs.</summary>
internal static class Utf8
{
    public static int LeadingWhiteSpace(ReadOnlySpan<byte> text)
    {
        var i = 0;
        while (i < text.Length && IsWhiteSpace(text[i]))
        {
            i++;
        }

        return i;
    }

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        text = text.Slice(LeadingWhiteSpace(text));
        var end = text.Length;
        while (end > 0 && IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return text.Slice(0, end);
    }

    /// <summary>
    /// Copies the text up to this byte, or all of it; gives how much that is. The destination must be as long as the text, and what lies behind the copy
    /// is undefined.
    /// </summary>
    public static int CopyUntil(byte stop, ReadOnlySpan<byte> text, Span<byte> destination)
    {
#if NET
        var i = 0;
        // One pass, where a search and a copy would be two calls for runs of some dozens of bytes.
        ref var source = ref MemoryMarshal.GetReference(text);
        ref var target = ref MemoryMarshal.GetReference(destination.Slice(0, text.Length));
        for (var stops = Vector256.Create(stop); i <= text.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
        {
            var block = Vector256.LoadUnsafe(ref source, (nuint)i);
            block.StoreUnsafe(ref target, (nuint)i);
            if (Vector256.Equals(block, stops) is var found && found != Vector256<byte>.Zero)
            {
                return i + BitOperations.TrailingZeroCount(found.ExtractMostSignificantBits());
            }
        }

        for (; i < text.Length && text[i] != stop; i++)
        {
            destination[i] = text[i];
        }

        return i;
#else
        var i = text.IndexOf(stop);
        i = i < 0 ? text.Length : i;
        text.Slice(0, i).CopyTo(destination);
        return i;
#endif
    }

    /// <summary>How many of the lowest bytes are zero; the value itself is not.</summary>
    public static int TrailingZeroBytes(ulong value)
    {
#if NET
        return BitOperations.TrailingZeroCount(value) / 8;
#else
        var count = 0;
        for (; (value & 0xFF) == 0; value >>= 8)
        {
            count++;
        }

        return count;
#endif
    }

    public static bool IsWhiteSpace(byte b) => b is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    /// <summary>Equality of ASCII text that ignores the case of letters.</summary>
    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        if (a.Length != b.Length)
        {
            return false;
        }

        for (var i = 0; i < a.Length; i++)
        {
            if (ToLower(a[i]) != ToLower(b[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when ASCII <paramref name="text"/> holds the lower-case word, in any case of letters.</summary>
    public static bool ContainsIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        for (var i = 0; i + word.Length <= text.Length; i++)
        {
            if (EqualsIgnoreCase(text.Slice(i, word.Length), word))
            {
                return true;
            }
        }

        return false;
    }

    public static byte ToLower(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b + 32) : b;

    public static string ToString(ReadOnlySpan<byte> text)
    {
#if NET
        return Encoding.UTF8.GetString(text);
#else
        unsafe
        {
            fixed (byte* bytes = text)
            {
                return bytes is null ? string.Empty : Encoding.UTF8.GetString(bytes, text.Length);
            }
        }
#endif
    }

    /// <summary>UTF-8 of one code point that is no surrogate; gives the bytes written, 1 to 4.</summary>
    public static int Encode(int codePoint, Span<byte> destination)
    {
        switch (codePoint)
        {
            case < 0x80:
                destination[0] = (byte)codePoint;
                return 1;
            case < 0x800:
                destination[0] = (byte)(0xC0 | (codePoint >> 6));
                destination[1] = (byte)(0x80 | (codePoint & 0x3F));
                return 2;
            case < 0x10000:
                destination[0] = (byte)(0xE0 | (codePoint >> 12));
                destination[1] = (byte)(0x80 | ((codePoint >> 6) & 0x3F));
                destination[2] = (byte)(0x80 | (codePoint & 0x3F));
                return 3;
            default:
                destination[0] = (byte)(0xF0 | (codePoint >> 18));
                destination[1] = (byte)(0x80 | ((codePoint >> 12) & 0x3F));
                destination[2] = (byte)(0x80 | ((codePoint >> 6) & 0x3F));
                destination[3] = (byte)(0x80 | (codePoint & 0x3F));
                return 4;
        }
    }

    public static int GetByteCount(ReadOnlySpan<char> text)
    {
#if NET
        return Encoding.UTF8.GetByteCount(text);
#else
        unsafe
        {
            fixed (char* chars = text)
            {
                return chars is null ? 0 : Encoding.UTF8.GetByteCount(chars, text.Length);
            }
        }
#endif
    }

    /// <summary>UTF-8 of <paramref name="text"/> into <paramref name="destination"/>; unpaired surrogates become U+FFFD.</summary>
    public static int GetBytes(ReadOnlySpan<char> text, Span<byte> destination)
    {
#if NET
        return Encoding.UTF8.GetBytes(text, destination);
#else
        unsafe
        {
            fixed (char* chars = text)
            fixed (byte* bytes = destination)
            {
                return chars is null || bytes is null ? 0 : Encoding.UTF8.GetBytes(chars, text.Length, bytes, destination.Length);
            }
        }
#endif
    }
}
