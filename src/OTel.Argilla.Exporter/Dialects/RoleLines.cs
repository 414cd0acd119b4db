using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>A conversation printed as text: <c>system: Be brief</c>, <c>user: Hi</c>, each on a line of its own or on several.</summary>
internal static class RoleLines
{
    private static readonly (string Prefix, Role Role)[] Prefixes =
    [
        ("user: ", Role.User),
        ("assistant: ", Role.Assistant),
        ("system: ", Role.System),
        ("developer: ", Role.System),
        ("tool: ", Role.Tool),
        ("model: ", Role.Assistant),
    ];

    /// <summary>The messages; nothing when the text does not begin with a role.</summary>
    public static Content Read(string text, MessageReader reader)
    {
        if (!TryRole(text.AsSpan(), out var role, out var skip))
        {
            return Content.None;
        }

        var messages = new List<Message>();
        var start = skip;
        for (var at = text.IndexOf('\n', start); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            if (TryRole(text.AsSpan(at + 1), out var next, out skip))
            {
                Add(text.AsSpan(start, Math.Max(0, at - start)), role, reader, messages);
                role = next;
                start = at + 1 + skip;
            }
        }

        Add(text.AsSpan(Math.Min(start, text.Length)), role, reader, messages);
        return messages.Count == 0 ? Content.None : Content.OfMessages(messages);
    }

    private static bool TryRole(ReadOnlySpan<char> line, out Role role, out int length)
    {
        foreach (var (prefix, known) in Prefixes)
        {
            if (line.StartsWith(prefix.AsSpan(), StringComparison.Ordinal))
            {
                role = known;
                length = prefix.Length;
                return true;
            }
        }

        role = default;
        length = 0;
        return false;
    }

    private static void Add(ReadOnlySpan<char> text, Role role, MessageReader reader, List<Message> messages)
    {
        if (!text.IsWhiteSpace())
        {
            var message = reader.Tape.AddMessage(role);
            message.Texts.Add(reader.Tape.AddText(text).Text);
            messages.Add(message);
        }
    }
}
