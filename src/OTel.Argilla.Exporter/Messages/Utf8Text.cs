using System.Text;

namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// A piece of text as UTF-8, as it goes to Argilla; a .NET string is made of it only for a record hook. It points into a
/// <see cref="ValueTape"/> and is valid until that tape is reset.
/// </summary>
internal readonly struct Utf8Text : IEquatable<Utf8Text>
{
    public Utf8Text(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    public ReadOnlyMemory<byte> Bytes { get; }

    public ReadOnlySpan<byte> Span => Bytes.Span;

    public bool IsEmpty => Bytes.IsEmpty;

    /// <summary>True for nothing but ASCII white space.</summary>
    public bool IsBlank => Utf8.Trim(Span).IsEmpty;

    public Utf8Text Trim()
    {
        var span = Span;
        var start = Utf8.LeadingWhiteSpace(span);
        return new Utf8Text(Bytes.Slice(start, Utf8.Trim(span).Length));
    }

    public bool Is(ReadOnlySpan<byte> text) => Span.SequenceEqual(text);

    /// <summary>Exact equality of the bytes.</summary>
    public bool Equals(Utf8Text other) => Span.SequenceEqual(other.Span);

    /// <summary>Equality without leading and trailing white space, as texts of one call seen twice are compared.</summary>
    public bool EqualsTrimmed(Utf8Text other) => Utf8.Trim(Span).SequenceEqual(Utf8.Trim(other.Span));

    public override bool Equals(object? obj) => obj is Utf8Text other && Equals(other);

    public override int GetHashCode() => Bytes.Length;

    public override string ToString() => Bytes.IsEmpty ? string.Empty : Utf8.ToString(Span);

    /// <summary>A text with storage of its own, not tied to a tape.</summary>
    public static Utf8Text From(string text) => new(Encoding.UTF8.GetBytes(text));
}
