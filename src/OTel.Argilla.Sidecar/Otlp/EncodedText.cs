using System.Text;
using OTel.Argilla.Exporter.Messages;
using UnicodeUtf8 = System.Text.Unicode.Utf8;

namespace OTel.Argilla.Sidecar.Otlp;

/// <summary>Puts what OTLP holds onto a tape; texts without a copy where they are valid UTF-8.</summary>
internal static class EncodedText
{
    /// <summary>A text node; bytes that are no UTF-8, which OTLP has but JSON has not, become U+FFFD.</summary>
    public static void Add(ValueTape tape, ReadOnlyMemory<byte> utf8)
    {
        if (UnicodeUtf8.IsValid(utf8.Span))
        {
            tape.AddText(utf8);
        }
        else
        {
            tape.AddText(Encoding.UTF8.GetString(utf8.Span).AsSpan());
        }
    }

    /// <summary>A member's name.</summary>
    public static void AddName(ValueTape tape, ReadOnlySpan<byte> utf8)
    {
        if (UnicodeUtf8.IsValid(utf8))
        {
            tape.AddText(tape.Arena.Copy(utf8));
        }
        else
        {
            tape.AddText(Encoding.UTF8.GetString(utf8).AsSpan());
        }
    }

    /// <summary>Bytes that are a text, as one; nothing when they are not.</summary>
    public static bool TryAddBytes(ValueTape tape, ReadOnlyMemory<byte> bytes)
    {
        if (!IsText(bytes.Span))
        {
            return false;
        }

        tape.AddText(bytes);
        return true;
    }

    /// <summary>True for UTF-8 without NUL.</summary>
    public static bool IsText(ReadOnlySpan<byte> bytes) => !bytes.Contains((byte)0) && UnicodeUtf8.IsValid(bytes);

    /// <summary>A number or Boolean within a list; an unset one is null.</summary>
    public static void AddScalar(ValueTape tape, object? item)
    {
        if (item is null)
        {
            tape.Add(ValueKind.Null, default);
        }
        else
        {
            tape.AddAttribute(item);
        }
    }
}
