using System.Buffers.Binary;
using System.Diagnostics;

namespace OTel.Argilla.Exporter.Spans;

/// <summary>The 8 bytes that name a span within its trace. The default value means "no span".</summary>
internal readonly struct SpanId : IEquatable<SpanId>, IComparable<SpanId>
{
    /// <summary>Length of the hexadecimal form.</summary>
    public const int HexLength = 16;

    private readonly ulong _value;

    public SpanId(ulong value) => _value = value;

    public bool IsDefault => _value == 0;

    public static SpanId From(ActivitySpanId id)
    {
        Span<byte> bytes = stackalloc byte[8];
        id.CopyTo(bytes);
        return From(bytes);
    }

    public static SpanId From(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes));

    /// <summary>Writes the 8 bytes.</summary>
    public void CopyTo(Span<byte> destination) => BinaryPrimitives.WriteUInt64BigEndian(destination, _value);

    /// <summary>Writes the 16 lower-case hexadecimal digits as ASCII.</summary>
    public void WriteHex(Span<byte> destination) => Hex.Write(_value, destination);

    public bool Equals(SpanId other) => _value == other._value;

    /// <summary>An order without meaning, for results that must not depend on the order of arrival.</summary>
    public int CompareTo(SpanId other) => _value.CompareTo(other._value);

    public override bool Equals(object? obj) => obj is SpanId other && Equals(other);

    public override int GetHashCode() => IdHash.Of(_value);

    public override string ToString() => Hex.ToString(_value);

    public static bool operator ==(SpanId left, SpanId right) => left.Equals(right);

    public static bool operator !=(SpanId left, SpanId right) => !left.Equals(right);
}
