using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>Makes the recorded bodies again that were too large to keep.</summary>
/// <param name="ordinary">The recorded request that the others are variants of, in protobuf.</param>
/// <param name="json">The same in JSON.</param>
/// <param name="deep">The recorded JSON request with 400 levels.</param>
internal sealed class GeneratedBodies(byte[] ordinary, byte[] json, byte[] deep)
{
    private const int BombText = 60_000_000;
    private const string Level = "{\"arrayValue\":{\"values\":[";
    private const string LevelEnd = "]}}";

    public byte[] Make(string name, int bytes) => name switch
    {
        "json-deep-20000" => Deeper(20_000 - 400),
        "body-over-limit-json" => LongerJson(bytes),
        "gzip-bomb-default" => Gzip(Longer(BombText)),
        _ when name.StartsWith("grpc", StringComparison.Ordinal) => Frame(OfLength(bytes - 5)),
        _ => OfLength(bytes),
    };

    /// <summary>The recorded request with so many letters behind its text.</summary>
    public byte[] Longer(int letters)
    {
        var text = new byte[ordinary.Length - TextStart + letters];
        ordinary.AsSpan(TextStart).CopyTo(text);
        text.AsSpan(ordinary.Length - TextStart).Fill((byte)'x');
        var value = Field(0x4A, ordinary[(SpanEnd + 2)..AttributeEnd], Field(0x12, Field(0x0A, text)));
        return Field(0x0A, ordinary[3..33], Field(0x12, ordinary[36..43], Field(0x12, ordinary[45..SpanEnd], value)));
    }

    private int AttributeEnd => ordinary.AsSpan().IndexOf("\u0012("u8);

    private int SpanEnd => ordinary.AsSpan().IndexOf("J9"u8);

    private int TextStart => AttributeEnd + 4;

    private byte[] OfLength(int bytes)
    {
        // The lengths within take more bytes as they grow.
        var letters = bytes - ordinary.Length - 24;
        while (LengthOf(letters) < bytes)
        {
            letters++;
        }

        return Longer(letters);
    }

    private int LengthOf(int letters)
    {
        var attribute = AttributeEnd - SpanEnd - 2 + InField(InField(ordinary.Length - TextStart + letters));
        return InField(30 + InField(7 + InField(SpanEnd - 45 + InField(attribute))));
    }

    private byte[] LongerJson(int bytes)
    {
        var text = Encoding.UTF8.GetString(json);
        var longer = text.Replace("ligne 2", "ligne 2" + new string('x', bytes - json.Length), StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(longer);
    }

    private byte[] Deeper(int levels)
    {
        var text = Encoding.UTF8.GetString(deep);
        var at = text.IndexOf(Level, StringComparison.Ordinal);
        var end = text.IndexOf(LevelEnd, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(
            text[..at] + string.Concat(Enumerable.Repeat(Level, levels)) + text[at..end] + string.Concat(Enumerable.Repeat(LevelEnd, levels)) + text[end..]);
    }

    private static byte[] Frame(byte[] message)
    {
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    private static byte[] Field(byte tag, params byte[][] parts)
    {
        using var field = new MemoryStream();
        field.WriteByte(tag);
        var length = (uint)parts.Sum(static part => part.Length);
        for (; length > 0x7F; length >>= 7)
        {
            field.WriteByte((byte)(length | 0x80));
        }

        field.WriteByte((byte)length);
        foreach (var part in parts)
        {
            field.Write(part);
        }

        return field.ToArray();
    }

    /// <summary>Bytes of a field that holds so many.</summary>
    private static int InField(int content)
    {
        var length = 2 + content;
        for (var left = content; left > 0x7F; left >>= 7)
        {
            length++;
        }

        return length;
    }

    private static byte[] Gzip(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return compressed.ToArray();
    }
}
