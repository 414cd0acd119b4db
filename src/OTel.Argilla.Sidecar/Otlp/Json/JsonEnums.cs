using System.Text.Json;

namespace OTel.Argilla.Sidecar.Otlp.Json;

/// <summary>Enumerations, as a number (any) or as the full name.</summary>
internal static class JsonEnums
{
    public static string[] SpanKinds { get; } =
        ["SPAN_KIND_UNSPECIFIED", "SPAN_KIND_INTERNAL", "SPAN_KIND_SERVER", "SPAN_KIND_CLIENT", "SPAN_KIND_PRODUCER", "SPAN_KIND_CONSUMER"];

    public static string[] StatusCodes { get; } = ["STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR"];

    public static int Read(ref Utf8JsonReader reader, string what, string[] names)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return 0;
        }

        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number))
        {
            return number;
        }

        for (var i = 0; reader.TokenType == JsonTokenType.String && i < names.Length; i++)
        {
            if (reader.ValueTextEquals(names[i]))
            {
                return i;
            }
        }

        throw JsonTokens.Error(reader, $"{what} must be a number or one of {string.Join(", ", names)}");
    }

    /// <summary>The flags whose key is current. They only help, so whatever else stands there is none.</summary>
    public static uint ReadFlags(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetUInt32(out var flags))
        {
            return flags;
        }

        reader.Skip();
        return 0;
    }
}
