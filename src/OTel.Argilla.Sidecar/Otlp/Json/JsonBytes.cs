using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace OTel.Argilla.Sidecar.Otlp.Json;

/// <summary>Bytes as base64 of the standard alphabet.</summary>
internal static class JsonBytes
{
    public static bool TryGet(in Utf8JsonReader reader, [NotNullWhen(true)] out byte[]? bytes)
    {
        try
        {
            return reader.TryGetBytesFromBase64(out bytes);
        }
        catch (InvalidOperationException)
        {
            // Escapes in it that are no text.
            bytes = null;
            return false;
        }
    }
}
