using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OTel.Argilla.Exporter.Messages;

/// <summary>A value as JSON.</summary>
internal static class JsonValueWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        // It goes to a JSON API, not into a page: only what JSON itself asks for is escaped, so that texts stay readable and short.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>Compact JSON, in the tape's own storage.</summary>
    public static Utf8Text Write(ValueTape tape, Value value)
    {
        // Rare: only data without a known key is kept as JSON.
#if NET
        var buffer = new ArrayBufferWriter<byte>();
#else
        var buffer = new MemoryStream();
#endif
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, value);
        }

#if NET
        return new Utf8Text(tape.Arena.Copy(buffer.WrittenSpan));
#else
        return new Utf8Text(tape.Arena.Copy(new ReadOnlySpan<byte>(buffer.GetBuffer(), 0, (int)buffer.Length)));
#endif
    }

    public static void Write(Utf8JsonWriter writer, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.Members)
                {
                    writer.WritePropertyName(member.Name.Span);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case ValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case ValueKind.Text:
                writer.WriteStringValue(value.Text.Span);
                break;
            case ValueKind.Number:
                writer.WriteRawValue(value.Text.Span, skipInputValidation: true);
                break;
            case ValueKind.True:
                writer.WriteBooleanValue(true);
                break;
            case ValueKind.False:
                writer.WriteBooleanValue(false);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
