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
