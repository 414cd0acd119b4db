using System.Runtime.InteropServices;
using System.Text;

namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// A piece of text as UTF-8, as it goes to Argilla; a .NET string is made of it only for a record hook. It points into a
/// <see cref="ValueTape"/> and is valid until that tape is reset.
/// </summary>
internal readonly struct Utf8Text : IEquatable<Utf8Text>
{
    // A range of an array: texts are looked at all the time, and this gives its span sooner than a memory does.
    private readonly byte[]? _array;
    private readonly int _start;
    private readonly int _length;

    // Where its JSON stands in the same array.
    private readonly int _literalStart;
    private readonly int _literalLength;

    public Utf8Text(ReadOnlyMemory<byte> bytes)
    {
        var range = MemoryMarshal.TryGetArray(bytes, out var found) ? found : new ArraySegment<byte>(bytes.ToArray());
        (_array, _start, _length) = (range.Array, range.Offset, range.Count);
    }

    /// <param name="bytes">The text.</param>
    /// <param name="literal">What it was decoded from: the inside of a JSON string, which can be written again as it stands.</param>
    public Utf8Text(ReadOnlyMemory<byte> bytes, Utf8Text literal)
        : this(bytes)
    {
        if (ReferenceEquals(literal._array, _array))
        {
            (_literalStart, _literalLength) = (literal._start, literal._length);
        }
    }

    private Utf8Text(byte[]? array, int start, int length) => (_array, _start, _length) = (array, start, length);

    public ReadOnlyMemory<byte> Bytes => new(_array, _start, _length);

    public ReadOnlySpan<byte> Span => new(_array, _start, _length);

    /// <summary>The text as the inside of a JSON string, which can be written as it stands; empty when it has yet to be encoded.</summary>
    public ReadOnlySpan<byte> Literal => new(_array, _literalStart, _literalLength);

    public int Length => _length;

    public bool IsEmpty => _length == 0;

    /// <summary>True for nothing but ASCII white space.</summary>
    public bool IsBlank => Utf8.Trim(Span).IsEmpty;

    public Utf8Text Trim()
    {
        var span = Span;
        var start = Utf8.LeadingWhiteSpace(span);
        return Slice(start, Utf8.Trim(span.Slice(start)).Length);
    }

    /// <summary>The part of it that begins there and is so long.</summary>
    public Utf8Text Slice(int start, int length)
    {
        _ = Span.Slice(start, length);
        return new Utf8Text(_array, _start + start, length);
    }

    public bool Is(ReadOnlySpan<byte> text) => Span.SequenceEqual(text);

    /// <summary>True when it is this very text, of ASCII alone.</summary>
    public bool Is(string ascii)
    {
        var text = Span;
        if (text.Length != ascii.Length)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != ascii[i] || text[i] > 0x7F)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Exact equality of the bytes.</summary>
    public bool Equals(Utf8Text other) => Span.SequenceEqual(other.Span);

    /// <summary>Equality without leading and trailing white space, as texts of one call seen twice are compared.</summary>
    public bool EqualsTrimmed(Utf8Text other) => Utf8.Trim(Span).SequenceEqual(Utf8.Trim(other.Span));

    public override bool Equals(object? obj) => obj is Utf8Text other && Equals(other);

    public override int GetHashCode() => _length;

    public override string ToString() => IsEmpty ? string.Empty : Utf8.ToString(Span);

    /// <summary>A text with storage of its own, not tied to a tape.</summary>
    public static Utf8Text From(string text) => new(Encoding.UTF8.GetBytes(text));
}
