using System.Buffers.Text;
using System.Text.Json;

namespace OTel.Argilla.Sidecar.Otlp.Json;

/// <summary>
/// Steps over OTLP/JSON, forgiving as the Collector is: keys in camelCase and in snake_case, null for what is not set, 64-bit numbers as strings or
/// numbers, unknown keys passed over.
/// </summary>
internal static class JsonTokens
{
    public static JsonReaderOptions Options { get; } = new() { MaxDepth = OtlpLimits.MaxJsonDepth };

    /// <summary>Enters the object at the current token. False for null.</summary>
    public static bool OpenObject(in Utf8JsonReader reader, string what) => reader.TokenType switch
    {
        JsonTokenType.StartObject => true,
        JsonTokenType.Null => false,
        _ => throw Error(reader, $"{what} must be an object"),
    };

    /// <summary>Steps to the next key of an object; false at its end.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Steps from a key into the array that is its value. False for null.</summary>
    public static bool OpenList(ref Utf8JsonReader reader, string what)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.StartArray => true,
            JsonTokenType.Null => false,
            _ => throw Error(reader, $"{what} must be an array"),
        };
    }

    /// <summary>Steps to the next element of an array; false at its end.</summary>
    public static bool NextItem(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>True when the current key has this name, in one of its two spellings.</summary>
    public static bool Is(this in Utf8JsonReader reader, ReadOnlySpan<byte> camelCase, ReadOnlySpan<byte> snakeCase) =>
        reader.ValueTextEquals(camelCase) || reader.ValueTextEquals(snakeCase);

    /// <summary>Steps from a key into its value, which must be a string. False for null.</summary>
    public static bool ReadString(ref Utf8JsonReader reader, string what)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => true,
            JsonTokenType.Null => false,
            _ => throw Error(reader, $"{what} must be a string"),
        };
    }

    public static ulong ReadTime(ref Utf8JsonReader reader, string what)
    {
        reader.Read();
        var text = reader.ValueSpan;
        return reader.TokenType switch
        {
            JsonTokenType.Null => 0,
            JsonTokenType.Number or JsonTokenType.String
                when Utf8Parser.TryParse(text, out ulong time, out var used) && used == text.Length => time,
            _ => throw Error(reader, $"{what} must be a whole number of nanoseconds"),
        };
    }

    /// <summary>The number at the current token, as a JSON number or in a string.</summary>
    public static bool TryGetInt64(in Utf8JsonReader reader, out long number)
    {
        number = 0;
        return reader.TokenType is JsonTokenType.Number or JsonTokenType.String
            && Utf8Parser.TryParse(reader.ValueSpan, out number, out var used) && used == reader.ValueSpan.Length;
    }

    /// <summary>The number at the current token: a JSON number, the same in a string, or the words that stand for what JSON cannot write.</summary>
    public static bool TryGetDouble(in Utf8JsonReader reader, out double number)
    {
        var text = reader.ValueSpan;
        number = reader.TokenType != JsonTokenType.String ? 0
            : text.SequenceEqual("NaN"u8) ? double.NaN
            : text.SequenceEqual("Infinity"u8) ? double.PositiveInfinity
            : text.SequenceEqual("-Infinity"u8) ? double.NegativeInfinity
            : 0;
        return number != 0
            || (reader.TokenType is JsonTokenType.Number or JsonTokenType.String && Utf8Parser.TryParse(text, out number, out var used) && used == text.Length);
    }

    public static OtlpException Error(in Utf8JsonReader reader, string reason) => new(reason, reader.TokenStartIndex);
}
