using System.Text;

namespace OTel.Argilla.Sidecar.Tests.Otlp;

/// <summary>A request whose one GenAI attribute is arrays within arrays, with a text at the bottom.</summary>
internal static class Nesting
{
    public static byte[] Json(int depth)
    {
        var value = new StringBuilder();
        for (var i = 0; i < depth; i++)
        {
            value.Append("{\"arrayValue\":{\"values\":[");
        }

        value.Append("{\"stringValue\":\"").Append('x').Append("\"}");
        for (var i = 0; i < depth; i++)
        {
            value.Append("]}}");
        }

        return Encoding.UTF8.GetBytes(Decoding.Value(value.ToString()));
    }

    public static byte[] Protobuf(int depth)
    {
        // Built from the inside: each level is put into the next.
        var parts = new List<byte[]> { "x"u8.ToArray() };
        long size = 1;
        Wrap(0x0A);
        for (var i = 0; i < depth; i++)
        {
            Wrap(0x0A);
            Wrap(0x2A);
        }

        Wrap(0x12);
        Prepend([0x0A, 8, .. "gen_ai.x"u8]);
        Wrap(0x4A);
        Prepend([0x0A, 16, .. Enumerable.Repeat((byte)1, 16), 0x12, 8, .. Enumerable.Repeat((byte)2, 8)]);
        Wrap(0x12);
        Wrap(0x12);
        Wrap(0x0A);
        parts.Reverse();
        return [.. parts.SelectMany(static p => p)];

        void Wrap(byte tag)
        {
            var head = new List<byte> { tag };
            for (var rest = size; ; rest >>= 7)
            {
                head.Add((byte)(rest < 0x80 ? rest : (rest & 0x7F) | 0x80));
                if (rest < 0x80)
                {
                    break;
                }
            }

            Prepend([.. head]);
        }

        void Prepend(byte[] bytes)
        {
            parts.Add(bytes);
            size += bytes.Length;
        }
    }
}
