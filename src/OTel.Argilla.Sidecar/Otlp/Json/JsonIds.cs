using System.Text.Json;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Otlp.Json;

/// <summary>
/// Ids as hexadecimal digits of either case (not base64, as protobuf's own JSON would have it). Empty ones are none; anything else is an error, as
/// it is for the Collector, null among it.
/// </summary>
internal static class JsonIds
{
    public static TraceId ReadTraceId(ref Utf8JsonReader reader)
    {
        Span<byte> bytes = stackalloc byte[16];
        return Read(ref reader, bytes, "traceId") ? TraceId.From(bytes) : default;
    }

    public static SpanId ReadSpanId(ref Utf8JsonReader reader, string what)
    {
        Span<byte> bytes = stackalloc byte[8];
        return Read(ref reader, bytes, what) ? SpanId.From(bytes) : default;
    }

    private static bool Read(ref Utf8JsonReader reader, scoped Span<byte> bytes, string what)
    {
        reader.Read();
        var text = reader.ValueSpan;
        if (reader.TokenType == JsonTokenType.String && text.IsEmpty)
        {
            return false;
        }

        if (reader.TokenType != JsonTokenType.String || text.Length != bytes.Length * 2 || !TryDecode(text, bytes))
        {
            throw JsonTokens.Error(reader, $"{what} must be {bytes.Length * 2} hexadecimal digits");
        }

        return true;
    }

    private static bool TryDecode(ReadOnlySpan<byte> digits, Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            var high = Digit(digits[2 * i]);
            var low = Digit(digits[(2 * i) + 1]);
            if ((high | low) < 0)
            {
                return false;
            }

            bytes[i] = (byte)((high << 4) | low);
        }

        return true;
    }

    private static int Digit(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };
}
