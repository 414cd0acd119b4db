using System.Globalization;

namespace OTel.Argilla.Exporter.Spans;

/// <summary>Lower-case hexadecimal, as trace context writes ids.</summary>
internal static class Hex
{
    public static void Write(ulong value, Span<byte> destination)
    {
        for (var i = 15; i >= 0; i--)
        {
            var digit = (int)(value & 0xF);
            destination[i] = (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);
            value >>= 4;
        }
    }

    public static string ToString(ulong value) => value.ToString("x16", CultureInfo.InvariantCulture);
}
