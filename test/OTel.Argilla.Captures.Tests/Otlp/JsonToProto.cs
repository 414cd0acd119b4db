using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OTel.Argilla.Captures.Tests.Otlp;

/// <summary>OTLP/JSON as protobuf, for what was recorded as JSON only.</summary>
internal static class JsonToProto
{
    public static byte[] Convert(byte[] request, bool isLogs)
    {
        using var json = JsonDocument.Parse(request);
        return Message(isLogs ? OtlpMessage.Logs : OtlpMessage.Traces, json.RootElement);
    }

    private static byte[] Message(string name, JsonElement json)
    {
        using var stream = new MemoryStream();
        foreach (var field in OtlpMessage.FieldsOf(name))
        {
            if (!json.TryGetProperty(field.JsonName, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }

            if (!field.IsRepeated)
            {
                Write(stream, field, value);
                continue;
            }

            foreach (var item in value.EnumerateArray())
            {
                Write(stream, field, item);
            }
        }

        return stream.ToArray();
    }

    private static void Write(MemoryStream stream, OtlpField field, JsonElement value)
    {
        switch (field.Type)
        {
            case FieldType.Message:
                ProtoFields.Write(stream, field.Number, Message(field.MessageName!, value));
                break;
            case FieldType.Text:
                ProtoFields.Write(stream, field.Number, Encoding.UTF8.GetBytes(value.GetString()!));
                break;
            case FieldType.Id:
                ProtoFields.Write(stream, field.Number, System.Convert.FromHexString(value.GetString()!));
                break;
            case FieldType.Bytes:
                ProtoFields.Write(stream, field.Number, value.GetBytesFromBase64());
                break;
            case FieldType.Fixed64:
                ProtoFields.WriteFixed64(stream, field.Number, ulong.Parse(value.ToString(), CultureInfo.InvariantCulture));
                break;
            case FieldType.Double:
                ProtoFields.WriteFixed64(stream, field.Number, BitConverter.DoubleToUInt64Bits(double.Parse(value.ToString(), CultureInfo.InvariantCulture)));
                break;
            case FieldType.Fixed32:
                ProtoFields.WriteFixed32(stream, field.Number, uint.Parse(value.ToString(), CultureInfo.InvariantCulture));
                break;
            case FieldType.Bool:
                ProtoFields.WriteVarint(stream, field.Number, value.GetBoolean() ? 1UL : 0);
                break;
            default:
                ProtoFields.WriteVarint(stream, field.Number, (ulong)long.Parse(value.ToString(), CultureInfo.InvariantCulture));
                break;
        }
    }
}
