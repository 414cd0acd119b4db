using System.Buffers;
using System.Text;

namespace OTel.Argilla.Sidecar.Receivers.Answers;

/// <summary>Writes the few protobuf fields that answers have.</summary>
internal static class ProtoText
{
    public static void Number(ArrayBufferWriter<byte> target, int field, long value)
    {
        Varint(target, (ulong)(field << 3));
        Varint(target, (ulong)value);
    }

    public static void Text(ArrayBufferWriter<byte> target, int field, string value) => Bytes(target, field, Encoding.UTF8.GetBytes(value));

    public static void Bytes(ArrayBufferWriter<byte> target, int field, ReadOnlySpan<byte> value)
    {
        Varint(target, (ulong)((field << 3) | 2));
        Varint(target, (ulong)value.Length);
        target.Write(value);
    }

    private static void Varint(ArrayBufferWriter<byte> target, ulong value)
    {
        var span = target.GetSpan(10);
        var length = 0;
        for (; value > 0x7F; value >>= 7)
        {
            span[length++] = (byte)(value | 0x80);
        }

        span[length++] = (byte)value;
        target.Advance(length);
    }
}
