using System.Buffers.Binary;
using System.Diagnostics;

namespace OTel.Argilla.Exporter.Spans;

/// <summary>The 16 bytes that name a trace; a value, so that keeping millions of them allocates nothing.</summary>
internal readonly struct TraceId : IEquatable<TraceId>, IComparable<TraceId>
{
    /// <summary>Length of the hexadecimal form.</summary>
    public const int HexLength = 32;

    private readonly ulong _high;
    private readonly ulong _low;

    public TraceId(ulong high, ulong low)
    {
        _high = high;
        _low = low;
    }

    public bool IsDefault => (_high | _low) == 0;

    /// <summary>The last 8 bytes, which are random in every version of the W3C specification: what trace-id sampling decides on.</summary>
    public ulong Low => _low;

    public static TraceId From(ActivityTraceId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.CopyTo(bytes);
        return From(bytes);
    }

    public static TraceId From(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes.Slice(8)));

    /// <summary>Writes the 16 bytes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination.Slice(8), _low);
    }

    /// <summary>Writes the 32 lower-case hexadecimal digits as ASCII.</summary>
    public void WriteHex(Span<byte> destination)
    {
        Hex.Write(_high, destination);
        Hex.Write(_low, destination.Slice(16));
    }

    public bool Equals(TraceId other) => _high == other._high && _low == other._low;

    /// <summary>An order without meaning, for results that must not depend on the order of arrival.</summary>
    public int CompareTo(TraceId other) => _high == other._high ? _low.CompareTo(other._low) : _high.CompareTo(other._high);

    public override bool Equals(object? obj) => obj is TraceId other && Equals(other);

    public override int GetHashCode() => IdHash.Of(_high, _low);

    public override string ToString() => Hex.ToString(_high) + Hex.ToString(_low);

    public static bool operator ==(TraceId left, TraceId right) => left.Equals(right);

    public static bool operator !=(TraceId left, TraceId right) => !left.Equals(right);
}
