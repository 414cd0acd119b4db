using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// A line of Spring AI's log: a title, then <c>["system":"…", "user":"…"]</c> or <c>["…", "…"]</c>, in which quotes and line breaks are not escaped. Only a quote,
/// a comma and a quote in a row tell where one text ends.
/// </summary>
internal static class SpringLogLine
{
    public static Content Read(SpanView view, string[] loggers, Role defaultRole, MessageReader reader)
    {
        foreach (var e in view.Events)
        {
            if (e.Body is string body && Array.IndexOf(loggers, e.Name) >= 0)
            {
                var content = Read(body, defaultRole, reader);
                if (content.Kind != ContentKind.None)
                {
                    return content;
                }
            }
        }

        return Content.None;
    }

    private static Content Read(string line, Role defaultRole, MessageReader reader)
    {
        var start = line.IndexOf(":\n[", StringComparison.Ordinal);
        var end = line.LastIndexOf(']');
        if (start < 0 || end < start + 5)
        {
            return Content.None;
        }

        var inside = line.AsSpan(start + 3, end - start - 3);
        var messages = new List<Message>();
        if (inside[0] != '"')
        {
            Add(inside, defaultRole, reader, messages);
        }
        else
        {
            inside = inside.TrimEnd();
            inside = inside.Slice(1, Math.Max(0, inside.Length - 2));
            // One text that is an object holds the same separators within.
            if (reader.Decode(reader.Tape.AddText(inside)).IsObject)
            {
                Add(inside, defaultRole, reader, messages);
            }
            else
            {
                Split(inside, defaultRole, reader, messages);
            }
        }

        return messages.Count == 0 ? Content.None : Content.OfMessages(messages);
    }

    private static void Split(ReadOnlySpan<char> inside, Role defaultRole, MessageReader reader, List<Message> messages)
    {
        while (true)
        {
            var length = EndOfText(inside, out var separator);
            Add(inside.Slice(0, length), defaultRole, reader, messages);
            if (separator == 0)
            {
                return;
            }

            inside = inside.Slice(length + separator);
        }
    }

    /// <summary>Length of the first text, and of the separator behind it: <c>",</c>, blanks, <c>"</c>.</summary>
    private static int EndOfText(ReadOnlySpan<char> inside, out int separator)
    {
        for (var at = 0; ;)
        {
            var next = inside.Slice(at).IndexOf("\",".AsSpan(), StringComparison.Ordinal);
            if (next < 0)
            {
                separator = 0;
                return inside.Length;
            }

            at += next;
            var quote = at + 2;
            while (quote < inside.Length && char.IsWhiteSpace(inside[quote]))
            {
                quote++;
            }

            if (quote < inside.Length && inside[quote] == '"')
            {
                separator = quote + 1 - at;
                return at;
            }

            at = quote;
        }
    }

    private static void Add(ReadOnlySpan<char> text, Role defaultRole, MessageReader reader, List<Message> messages)
    {
        var role = defaultRole;
        var colon = text.IndexOf("\":\"".AsSpan(), StringComparison.Ordinal);
        if (colon is > 0 and < 10 && TryRole(text.Slice(0, colon), out var named))
        {
            role = named;
            text = text.Slice(colon + 3);
        }

        // What has no text is printed as null, and the line of a model call says no roles: the list of its completions is the list of its choices.
        if (!text.IsWhiteSpace() && !text.SequenceEqual("null".AsSpan()))
        {
            var message = reader.Tape.AddMessage(role);
            message.Texts.Add(reader.Tape.AddText(text).Text);
            message.Index = defaultRole == Role.Assistant ? messages.Count : null;
            messages.Add(message);
        }
    }

    private static bool TryRole(ReadOnlySpan<char> name, out Role role)
    {
        Span<byte> ascii = stackalloc byte[10];
        for (var i = 0; i < name.Length; i++)
        {
            ascii[i] = (byte)name[i];
        }

        return Roles.TryParse(ascii.Slice(0, name.Length), out role);
    }
}
