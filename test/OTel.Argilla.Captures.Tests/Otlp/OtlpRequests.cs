using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OTel.Argilla.Captures.Tests.Otlp;

/// <summary>What may happen to a request on its way: it comes as JSON, or in many small ones.</summary>
internal static class OtlpRequests
{
    // The SDKs escape no more than JSON asks for.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same request as OTLP/JSON.</summary>
    public static byte[] ToJson(byte[] request, bool isLogs)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            Write(json, isLogs ? OtlpMessage.Logs : OtlpMessage.Traces, request);
        }

        return stream.ToArray();
    }

    /// <summary>One request for each span or log record, with its resource and scope.</summary>
    public static IEnumerable<byte[]> Split(byte[] request)
    {
        foreach (var resource in ProtoFields.Read(request))
        {
            var resourceFields = ProtoFields.Read(resource.Content);
            foreach (var scope in resourceFields.Where(static f => f.Number == 2))
            {
                var scopeFields = ProtoFields.Read(scope.Content);
                foreach (var item in scopeFields.Where(static f => f.Number == 2))
                {
                    var inScope = With(scopeFields, item.Content.Span);
                    var inResource = With(resourceFields, inScope);
                    yield return With([], inResource, 1);
                }
            }
        }
    }

    /// <summary>The fields that are not lists, and one element of the list.</summary>
    private static byte[] With(List<ProtoField> fields, ReadOnlySpan<byte> element, int number = 2)
    {
        using var stream = new MemoryStream();
        foreach (var field in fields.Where(static f => f.Number != 2))
        {
            stream.Write(field.Whole.Span);
        }

        ProtoFields.Write(stream, number, element);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string message, ReadOnlyMemory<byte> bytes)
    {
        json.WriteStartObject();
        var fields = ProtoFields.Read(bytes).ToLookup(static f => f.Number);
        foreach (var definition in OtlpMessage.FieldsOf(message).Where(definition => fields.Contains(definition.Number)))
        {
            json.WritePropertyName(definition.JsonName);
            if (definition.IsRepeated)
            {
                json.WriteStartArray();
                foreach (var field in fields[definition.Number])
                {
                    Write(json, definition.MessageName!, field.Content);
                }

                json.WriteEndArray();
            }
            else if (definition.MessageName is { } name)
            {
                Write(json, name, fields[definition.Number].Last().Content);
            }
            else
            {
                WriteScalar(json, definition.Type, fields[definition.Number].Last());
            }
        }

        json.WriteEndObject();
    }

    private static void WriteScalar(Utf8JsonWriter json, FieldType type, ProtoField field)
    {
        switch (type)
        {
            case FieldType.Text:
                json.WriteStringValue(field.Content.Span);
                break;
            case FieldType.Id:
                json.WriteStringValue(Convert.ToHexStringLower(field.Content.Span));
                break;
            case FieldType.Bytes:
                json.WriteBase64StringValue(field.Content.Span);
                break;
            case FieldType.Bool:
                json.WriteBooleanValue(field.Value != 0);
                break;
            case FieldType.Int64:
                json.WriteStringValue(((long)field.Value).ToString(CultureInfo.InvariantCulture));
                break;
            case FieldType.Fixed64:
                json.WriteStringValue(field.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case FieldType.Double:
                WriteDouble(json, BitConverter.UInt64BitsToDouble(field.Value));
                break;
            default:
                json.WriteNumberValue((long)field.Value);
                break;
        }
    }

    private static void WriteDouble(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }
}
