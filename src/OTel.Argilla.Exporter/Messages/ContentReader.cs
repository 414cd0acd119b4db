namespace OTel.Argilla.Exporter.Messages;

/// <summary>One side of a span, whatever its shape, into normal form.</summary>
internal static class ContentReader
{
    private const int MaxDepth = 6;

    public static Content Read(MessageReader reader, Value value, Role defaultRole, int depth)
    {
        if (value.IsText && ConventionMessages.TryRead(reader, value.Text, out var messages))
        {
            return Content.OfMessages(messages);
        }

        value = reader.Decode(value);
        if (value.IsNothing || depth > MaxDepth)
        {
            return Content.None;
        }

        return value.Kind switch
        {
            ValueKind.Array => ReadArray(reader, value, defaultRole, depth),
            ValueKind.Object => ObjectContentReader.Read(reader, value, defaultRole, depth),
            _ => ReadScalar(reader.Tape, value, defaultRole),
        };
    }

    /// <summary>One message that holds this text; nothing when the text is a sentinel.</summary>
    public static Content OfText(ValueTape tape, Value text, Role role, int? index = null, Utf8Text finish = default)
    {
        if (text.IsNothing)
        {
            return Content.None;
        }

        var message = tape.AddMessage(role);
        message.Index = index;
        message.Finish = finish;
        var words = text.IsScalar ? text.Text : text.ToJson();
        if (!Unusable.IsAbsent(words.Span))
        {
            message.Texts.Add(words);
        }

        return Content.OfMessages([message]);
    }

    private static Content ReadScalar(ValueTape tape, Value value, Role defaultRole)
    {
        // Of a Python literal that could not be read, too: it is cut, or holds objects that are no literals.
        if (value.IsText
            && (Unusable.IsObjectRepresentation(value.Text.Span) || CutJson.LooksCut(value.Text.Span) || CutJson.LooksCut(value.Text.Span, (byte)'\'')))
        {
            return Content.None;
        }

        var message = tape.AddMessage(defaultRole);
        message.Texts.Add(value.Text);
        return Content.OfMessages([message]);
    }

    private static Content ReadArray(MessageReader reader, Value array, Role defaultRole, int depth)
    {
        if (array.Count == 0)
        {
            return Content.None;
        }

        if (MessageShape.IsMessage(array))
        {
            return reader.ReadMessage(array, defaultRole) is { } pair ? Content.OfMessages([pair]) : Content.None;
        }

        if (MessageShape.AreMessages(array))
        {
            return Content.OfMessages(reader.ReadMessages(array, defaultRole));
        }

        if (All(array, IsListOfObjects))
        {
            return ReadBatch(reader, array, defaultRole, depth);
        }

        if (array.Count == 1 && array.At(0).Kind is ValueKind.Object or ValueKind.Text)
        {
            return Read(reader, array.At(0), defaultRole, depth + 1);
        }

        if (All(array, IsGeneration))
        {
            return ReadGenerations(reader, array, defaultRole, depth);
        }

        if (All(array, static item => item.IsObject && item.TryGet("update"u8, out _)))
        {
            return Read(reader, array.At(array.Count - 1)["update"u8], defaultRole, depth + 1);
        }

        return All(array, IsTextPart) ? ReadParts(reader, array, defaultRole) : Content.OfData(array);
    }

    /// <summary>LangChain's lists of lists: one list of messages, or of generations, for each prompt of a batch.</summary>
    private static Content ReadBatch(MessageReader reader, Value array, Role defaultRole, int depth)
    {
        if (array.Count == 1)
        {
            return Read(reader, array.At(0), defaultRole, depth + 1);
        }

        var items = new List<Content>(array.Count);
        foreach (var item in array.Items)
        {
            items.Add(Read(reader, item, defaultRole, depth + 1));
        }

        return Content.OfBatch(items);
    }

    /// <summary>Several generations of one prompt are choices, numbered by their place; responses in a row are not.</summary>
    private static Content ReadGenerations(MessageReader reader, Value array, Role defaultRole, int depth)
    {
        var messages = new List<Message>();
        foreach (var item in array.Items)
        {
            messages.AddRange(Read(reader, item, defaultRole, depth + 1).Messages);
        }

        var numbered = !array.At(0).TryGet("output"u8, out _);
        for (var i = 0; i < messages.Count; i++)
        {
            messages[i].Index = numbered ? i : null;
        }

        return Content.OfMessages(messages);
    }

    private static Content ReadParts(MessageReader reader, Value array, Role defaultRole)
    {
        var message = reader.Tape.AddMessage(defaultRole);
        foreach (var part in array.Items)
        {
            PartReader.Read(reader.Tape, message, part);
        }

        return Content.OfMessages([message]);
    }

    private static bool IsListOfObjects(Value item)
    {
        if (!item.IsArray || item.Count == 0)
        {
            return false;
        }

        return All(item, static inner => inner.IsObject || MessageShape.IsMessage(inner));
    }

    private static bool IsGeneration(Value item) =>
        item.IsObject && (item.TryGet("generation_info"u8, out _) || (item.TryGet("message"u8, out _) && item.TryGet("text"u8, out _))
            || (item.TryGet("output"u8, out _) && item["object"u8].Text.Is("response"u8)));

    private static bool IsTextPart(Value item) => item.IsObject && (item.TryGet("text"u8, out _) || item["type"u8].Text.Is("text"u8));

    private static bool All(Value array, Func<Value, bool> test)
    {
        foreach (var item in array.Items)
        {
            if (!test(item))
            {
                return false;
            }
        }

        return true;
    }
}
