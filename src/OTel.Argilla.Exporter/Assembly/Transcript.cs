using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Lists of messages held against each other.</summary>
internal static class Transcript
{
    /// <summary>True when one list begins with all of the other, system messages aside; -1 when nothing follows.</summary>
    public static bool BeginsWith(IReadOnlyList<Message> messages, IReadOnlyList<Message> beginning, out int rest)
    {
        int at = 0, matched = 0;
        for (var i = 0; i < beginning.Count; i++)
        {
            if (beginning[i].Role == Role.System)
            {
                continue;
            }

            at = SkipSystem(messages, at);
            if (at == messages.Count || !AreSame(beginning[i], messages[at]))
            {
                rest = -1;
                return false;
            }

            at++;
            matched++;
        }

        at = SkipSystem(messages, at);
        rest = at < messages.Count ? at : -1;
        return matched > 0;
    }

    private static int SkipSystem(IReadOnlyList<Message> messages, int at)
    {
        while (at < messages.Count && messages[at].Role == Role.System)
        {
            at++;
        }

        return at;
    }

    /// <summary>Texts alone do not tell: of two calls of one tool only the ids differ, and two images may be asked about in the same words.</summary>
    private static bool AreSame(Message a, Message b) =>
        a.Role == b.Role && AreSame(a.Texts, b.Texts) && AreSame(a.Calls, b.Calls) && AreSame(a.Results, b.Results) && AreSame(a.Media, b.Media);

    private static bool AreSame(List<Utf8Text> a, List<Utf8Text> b)
    {
        var same = a.Count == b.Count;
        for (var i = 0; same && i < a.Count; i++)
        {
            same = a[i].EqualsTrimmed(b[i]);
        }

        return same;
    }

    private static bool AreSame(List<ToolCall> a, List<ToolCall> b)
    {
        var same = a.Count == b.Count;
        for (var i = 0; same && i < a.Count; i++)
        {
            same = a[i].Id.Equals(b[i].Id);
        }

        return same;
    }
}
