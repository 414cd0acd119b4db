using System.Text.Json;

namespace OTel.Argilla.Sidecar.Otlp.Json;

/// <summary>The kinds of an <c>AnyValue</c>.</summary>
internal enum JsonKind
{
    /// <summary>A key of no meaning here.</summary>
    Unknown,
    String,
    Bool,
    Int,
    Double,
    Array,
    Kvlist,
    Bytes,
}

/// <summary>Tells the kind from its key.</summary>
internal static class JsonKinds
{
    public static JsonKind Of(in Utf8JsonReader reader) =>
        reader.Is("stringValue"u8, "string_value"u8) ? JsonKind.String
        : reader.Is("intValue"u8, "int_value"u8) ? JsonKind.Int
        : reader.Is("boolValue"u8, "bool_value"u8) ? JsonKind.Bool
        : reader.Is("doubleValue"u8, "double_value"u8) ? JsonKind.Double
        : reader.Is("arrayValue"u8, "array_value"u8) ? JsonKind.Array
        : reader.Is("kvlistValue"u8, "kvlist_value"u8) ? JsonKind.Kvlist
        : reader.Is("bytesValue"u8, "bytes_value"u8) ? JsonKind.Bytes
        : JsonKind.Unknown;
}
