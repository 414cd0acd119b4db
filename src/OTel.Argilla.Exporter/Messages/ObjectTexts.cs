namespace OTel.Argilla.Exporter.Messages;

/// <summary>
/// Clears a message's texts of what is no text: sentinels of redaction, and representations of SDK objects that an instrumentation
/// printed where the text should be. What can be parsed out of those is.
/// </summary>
internal static class ObjectTexts
{
    public static void Clear(MessageReader reader, Message message)
    {
        var texts = message.Texts;
        for (var i = 0; i < texts.Count; i++)
        {
            var text = texts[i].Trim();
            if (Unusable.IsRedacted(text.Span))
            {
                texts.RemoveAt(i--);
            }
            else if (text.Span.StartsWith("{'"u8))
            {
                i += ReplaceLiteral(reader, message, i, text) - 1;
            }
            else if (IsSdkObject(text.Span))
            {
                if (text.Span.IndexOf("Call("u8) >= 0)
                {
                    message.Calls.Add(default);
                }

                texts.RemoveAt(i--);
            }
        }
    }

    /// <summary>Puts what a Python literal holds in its place; gives the number of texts that stand there now.</summary>
    private static int ReplaceLiteral(MessageReader reader, Message message, int position, Utf8Text text)
    {
        if (!PythonLiteralReader.TryRead(reader.Tape, text.Bytes, out var literal) || !literal.IsObject)
        {
            // An object that a limit has cut, or that holds others which are no literals. Anything else is somebody's words.
            return CutJson.LooksCut(text.Span, (byte)'\'') ? Remove(message, position) : 1;
        }

        var type = literal["type"u8].Text.Span;
        if (type.SequenceEqual("text"u8) || type.SequenceEqual("input_text"u8) || type.SequenceEqual("output_text"u8))
        {
            message.Texts[position] = literal["text"u8].Text;
            return literal["text"u8].IsText ? 1 : Remove(message, position);
        }

        if (type.StartsWith("image"u8) || type.StartsWith("input_image"u8) || type.StartsWith("file"u8))
        {
            message.Media.Add(MediaPlaceholder.Of(reader.Tape, literal));
            return Remove(message, position);
        }

        // A message, or a whole response with several.
        var content = reader.Read(literal, message.Role);
        if (content.Kind == ContentKind.Messages)
        {
            message.Texts.RemoveAt(position);
            var count = 0;
            foreach (var inner in content.Messages)
            {
                message.Texts.InsertRange(position + count, inner.Texts);
                message.Calls.AddRange(inner.Calls);
                count += inner.Texts.Count;
            }

            return count;
        }

        if ((literal.TryGet("content"u8, out var words) && words.IsNothing) || literal.TryGet("tool_calls"u8, out _))
        {
            foreach (var call in literal["tool_calls"u8].Items)
            {
                message.Calls.Add(new ToolCall(call["id"u8].Text, call["function"u8]["name"u8].Text));
            }

            return Remove(message, position);
        }

        return 1;
    }

    private static int Remove(Message message, int position)
    {
        message.Texts.RemoveAt(position);
        return 0;
    }

    /// <summary><c>ResponseFunctionToolCall(…)</c>, <c>ToolCall(id=…)</c>, <c>&lt;a.B object at 0x…&gt;</c>.</summary>
    private static bool IsSdkObject(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[text.Length - 1] is not ((byte)')' or (byte)']' or (byte)'>') || !Unusable.IsObjectRepresentation(text))
        {
            return false;
        }

        var start = text[0] == (byte)'[' ? text.Slice(1) : text;
        var name = start.Slice(0, Math.Max(0, start.IndexOf((byte)'(')));
        return start[0] == (byte)'<' || name.StartsWith("Response"u8) || name.EndsWith("Call"u8) || name.EndsWith("Message"u8) || name.EndsWith("Content"u8);
    }
}
