using System.Text;

namespace OTel.Argilla.Exporter.Argilla;

/// <summary>Makes a server's reason fit to be shown: names stay, values of a record do not.</summary>
internal static class ReasonText
{
    private const int MaxLength = 300;

    /// <summary>Chat errors carry the whole message list behind this.</summary>
    private const string ChatPrefix = "Error parsing chat field";

    /// <summary>Hides every quoted piece that <paramref name="isName"/> does not know as a name of the dataset.</summary>
    public static string Redact(string text, Func<string, bool> isName)
    {
        var chat = text.IndexOf(ChatPrefix, StringComparison.Ordinal);
        if (chat >= 0)
        {
            text = text.Substring(0, chat + ChatPrefix.Length);
        }

        var result = new StringBuilder(Math.Min(text.Length, MaxLength));
        for (var i = 0; i < text.Length && result.Length < MaxLength; i++)
        {
            var c = text[i];
            if (c is not ('\'' or '"' or '`'))
            {
                _ = result.Append(char.IsControl(c) ? ' ' : c);
                continue;
            }

            var end = text.IndexOf(c, i + 1);
            if (end > 0 && text.Substring(i + 1, end - i - 1) is var piece && isName(piece))
            {
                _ = result.Append(c).Append(piece).Append(c);
                i = end;
                continue;
            }

            // A value may hold quotes itself, so it is taken to reach to the last one.
            end = text.LastIndexOf(c);
            _ = result.Append(c).Append('…').Append(c);
            i = end > i ? end : text.Length;
        }

        return result.Length <= MaxLength ? result.ToString() : result.ToString(0, MaxLength);
    }
}
