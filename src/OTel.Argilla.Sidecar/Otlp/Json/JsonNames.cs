using System.Buffers;
using System.Text;
using System.Text.Json;
using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Sidecar.Otlp.Json;

/// <summary>Strings of OTLP/JSON as .NET strings. Unpaired surrogates and bytes that are no UTF-8 become U+FFFD instead of an error.</summary>
internal static class JsonNames
{
    private const int OnStack = 256;

    /// <summary>The name at the current token, one string for all of its kind.</summary>
    public static string Get(in Utf8JsonReader reader) => Get(reader.ValueSpan);

    /// <summary>The name that stands between these quotes.</summary>
    public static string Get(ReadOnlySpan<byte> inner) =>
        !inner.Contains((byte)'\\') ? NameTable.Get(inner)
        : inner.Length > OnStack ? ToString(inner, isEscaped: true)
        : GetEscaped(inner);

    /// <summary>A string of its own.</summary>
    public static string ToString(ReadOnlySpan<byte> inner, bool isEscaped)
    {
        if (!isEscaped)
        {
            return Encoding.UTF8.GetString(inner);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(inner.Length);
        var written = JsonEscapes.Decode(inner, buffer);
        var text = Encoding.UTF8.GetString(buffer, 0, written);
        // It may be a prompt: that does not linger in pooled memory.
        buffer.AsSpan(0, written).Clear();
        ArrayPool<byte>.Shared.Return(buffer);
        return text;
    }

    private static string GetEscaped(ReadOnlySpan<byte> inner)
    {
        Span<byte> buffer = stackalloc byte[OnStack];
        return NameTable.Get(buffer[..JsonEscapes.Decode(inner, buffer)]);
    }
}
