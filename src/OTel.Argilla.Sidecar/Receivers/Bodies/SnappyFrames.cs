namespace OTel.Argilla.Sidecar.Receivers.Bodies;

/// <summary>The frames of snappy: chunks of a type, a length in three bytes, and that many bytes. The first one names the format.</summary>
internal static class SnappyFrames
{
    private const int HeadBytes = 4;

    private static ReadOnlySpan<byte> Start => [0xFF, 0x06, 0x00, 0x00, (byte)'s', (byte)'N', (byte)'a', (byte)'P', (byte)'p', (byte)'Y'];

    public static bool Are(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Start);

    /// <summary>False when the last chunk is cut off, which the library takes for the end.</summary>
    public static bool AreComplete(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= HeadBytes)
        {
            var length = HeadBytes + (bytes[1] | (bytes[2] << 8) | (bytes[3] << 16));
            if (length > bytes.Length)
            {
                return false;
            }

            bytes = bytes[length..];
        }

        return bytes.IsEmpty;
    }
}
