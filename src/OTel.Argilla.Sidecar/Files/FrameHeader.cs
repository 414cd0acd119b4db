using System.Buffers.Binary;

namespace OTel.Argilla.Sidecar.Files;

/// <summary>The four bytes before a record of a Collector's file exporter, its length, with the record's first bytes, which must fit them.</summary>
internal readonly struct FrameHeader
{
    public const int Size = 4;

    /// <summary>How many bytes tell whether a header may stand somewhere.</summary>
    public const int Look = Size + 12;

    private static ReadOnlySpan<byte> ZstdMagic => [0x28, 0xB5, 0x2F, 0xFD];

    private FrameHeader(int length, FrameContent content)
    {
        Length = length;
        Content = content;
    }

    /// <summary>Length of the record.</summary>
    public int Length { get; }

    public FrameContent Content { get; }

    /// <summary>True when a record may begin here.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FrameHeader header)
    {
        header = default;
        if (bytes.Length < Size || BinaryPrimitives.ReadUInt32BigEndian(bytes) is var length && length > ByteWindow.MaxLength)
        {
            return false;
        }

        var record = bytes[Size..];
        if (length == 0)
        {
            // A request without content is written as it came.
            return true;
        }

        if (record.StartsWith(ZstdMagic))
        {
            header = new FrameHeader((int)length, FrameContent.Zstd);
            return true;
        }

        if (record.StartsWith("{\""u8) || record.StartsWith("{}"u8))
        {
            header = new FrameHeader((int)length, FrameContent.Json);
            return true;
        }

        header = new FrameHeader((int)length, FrameContent.Protobuf);
        return IsExport(record, length);
    }

    /// <summary>An export request in protobuf begins with its first resource, whose length must fit into the request.</summary>
    public static bool IsExport(ReadOnlySpan<byte> record, long length)
    {
        if (record.IsEmpty || record[0] != 0x0A)
        {
            return false;
        }

        long inner = 0;
        for (var i = 1; i < record.Length && i <= 5; i++)
        {
            inner |= (long)(record[i] & 0x7F) << (7 * (i - 1));
            if (record[i] < 0x80)
            {
                return 1 + i + inner <= length;
            }
        }

        return false;
    }
}
