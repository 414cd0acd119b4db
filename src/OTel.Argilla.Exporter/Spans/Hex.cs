using System.Buffers.Binary;
using System.Globalization;

namespace OTel.Argilla.Exporter.Spans;

/// <summary>Lower-case hexadecimal, as trace context writes ids.</summary>
internal static class Hex
{
    public static void Write(ulong value, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, Digits((uint)(value >> 32)));
        BinaryPrimitives.WriteUInt64BigEndian(destination.Slice(8), Digits((uint)value));
    }

    public static string ToString(ulong value) => value.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The eight digits at once, one in each byte: every id is written twice for every record.</summary>
    private static ulong Digits(uint value)
    {
        ulong x = value;
        x = (x | (x << 16)) & 0x0000_FFFF_0000_FFFF;
        x = (x | (x << 8)) & 0x00FF_00FF_00FF_00FF;
        x = (x | (x << 4)) & 0x0F0F_0F0F_0F0F_0F0F;
        var letters = ((x + 0x0606_0606_0606_0606) >> 4) & 0x0101_0101_0101_0101;
        return x + 0x3030_3030_3030_3030 + (letters * ('a' - '0' - 10));
    }
}
