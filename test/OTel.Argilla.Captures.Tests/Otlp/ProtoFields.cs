using System.Buffers.Binary;

namespace OTel.Argilla.Captures.Tests.Otlp;

/// <summary>A field as it stands in a message: its number, its value where it is a number, its bytes where it has a length, and all of it.</summary>
internal readonly record struct ProtoField(int Number, ulong Value, ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Whole);

internal static class ProtoFields
{
    public static List<ProtoField> Read(ReadOnlyMemory<byte> message)
    {
        var fields = new List<ProtoField>();
        var at = 0;
        while (at < message.Length)
        {
            var start = at;
            var tag = Varint(message.Span, ref at);
            var (value, content) = (0UL, ReadOnlyMemory<byte>.Empty);
            switch (tag & 7)
            {
                case 0:
                    value = Varint(message.Span, ref at);
                    break;
                case 1:
                    value = BinaryPrimitives.ReadUInt64LittleEndian(message.Span[at..]);
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message.Span, ref at);
                    content = message.Slice(at, length);
                    at += length;
                    break;
                case 5:
                    value = BinaryPrimitives.ReadUInt32LittleEndian(message.Span[at..]);
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"wire type {tag & 7}");
            }

            fields.Add(new ProtoField((int)(tag >> 3), value, content, message[start..at]));
        }

        return fields;
    }

    /// <summary>Writes a message as field of this number.</summary>
    public static void Write(Stream stream, int number, ReadOnlySpan<byte> message)
    {
        WriteVarint(stream, ((uint)number << 3) | 2);
        WriteVarint(stream, (ulong)message.Length);
        stream.Write(message);
    }

    public static void WriteVarint(Stream stream, int number, ulong value)
    {
        WriteVarint(stream, (uint)number << 3);
        WriteVarint(stream, value);
    }

    public static void WriteFixed64(Stream stream, int number, ulong value)
    {
        WriteVarint(stream, ((uint)number << 3) | 1);
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    public static void WriteFixed32(Stream stream, int number, uint value)
    {
        WriteVarint(stream, ((uint)number << 3) | 5);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private static void WriteVarint(Stream stream, ulong value)
    {
        for (; value > 127; value >>= 7)
        {
            stream.WriteByte((byte)(value | 128));
        }

        stream.WriteByte((byte)value);
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var b = bytes[at++];
            value |= (ulong)(b & 127) << shift;
            if (b < 128)
            {
                return value;
            }
        }
    }
}
