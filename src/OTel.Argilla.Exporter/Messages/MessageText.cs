namespace OTel.Argilla.Exporter.Messages;

/// <summary>A message's text, for readers that have no tape at hand.</summary>
internal static class MessageText
{
    /// <summary>Texts with blank lines between them, then a line for each media part. Only a message of several pieces is copied.</summary>
    public static ReadOnlyMemory<byte> Compose(Message message)
    {
        if (message.Media.Count == 0 && message.Texts.Count <= 1)
        {
            return message.Texts.Count == 0 ? default : message.Texts[0].Bytes;
        }

        using var joined = new MemoryStream();
        Append(joined, message.Texts, "\n\n"u8);
        Append(joined, message.Media, "\n"u8);
        return joined.ToArray();
    }

    private static void Append(MemoryStream joined, List<Utf8Text> pieces, ReadOnlySpan<byte> separator)
    {
        foreach (var piece in pieces)
        {
            if (joined.Length > 0)
            {
                Write(joined, separator);
            }

            Write(joined, piece.Span);
        }
    }

    private static void Write(MemoryStream stream, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            stream.WriteByte(b);
        }
    }
}
