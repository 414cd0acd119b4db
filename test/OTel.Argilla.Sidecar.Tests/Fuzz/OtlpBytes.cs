using System.Buffers.Binary;
using System.Text;

namespace OTel.Argilla.Sidecar.Tests.Fuzz;

/// <summary>Writes requests in protobuf, field by field.</summary>
internal static class OtlpBytes
{
    public static byte[] Request(params byte[][] spans) =>
        Field(0x0A, Field(0x12, [.. spans.SelectMany(static span => Field(0x12, span))]));

    public static byte[] Span(int trace, int id, string name, IEnumerable<(string Key, string Value)> texts, int parent = 0) =>
        Span(trace, id, name, texts.Select(static a => KeyValue(a.Key, Field(0x0A, Encoding.UTF8.GetBytes(a.Value)))), parent);

    /// <param name="trace">The trace's id.</param>
    /// <param name="id">The span's id.</param>
    /// <param name="name">Its name.</param>
    /// <param name="attributes">Each a <see cref="KeyValue"/>.</param>
    /// <param name="parent">Its parent's id.</param>
    public static byte[] Span(int trace, int id, string name, IEnumerable<byte[]> attributes, int parent = 0)
    {
        var traceId = new byte[16];
        BinaryPrimitives.WriteInt32BigEndian(traceId.AsSpan(12), trace);
        return
        [
            .. Field(0x0A, traceId), .. Field(0x12, Id(id)), .. Field(0x22, Id(parent)), .. Field(0x2A, Encoding.UTF8.GetBytes(name)),
            0x39, .. BitConverter.GetBytes(1_000L + id), 0x41, .. BitConverter.GetBytes(2_000L + id),
            .. attributes.SelectMany(static a => Field(0x4A, a)),
        ];
    }

    public static byte[] KeyValue(string key, byte[] value) => [.. Field(0x0A, Encoding.UTF8.GetBytes(key)), .. Field(0x12, value)];

    /// <summary>A field of bytes, text or a message.</summary>
    public static byte[] Field(byte tag, byte[] content) => [tag, .. Varint((ulong)content.Length), .. content];

    public static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value > 0x7F; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }

    private static byte[] Id(int id)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), id);
        return bytes;
    }
}
