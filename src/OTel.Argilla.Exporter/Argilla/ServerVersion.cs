namespace OTel.Argilla.Exporter.Argilla;

/// <summary>What the versions of the server can do.</summary>
internal static class ServerVersion
{
    /// <summary>Before it, records are written in another way.</summary>
    public static readonly Version Oldest = new(2, 0);

    public static readonly Version KnowsChatFields = new(2, 2);

    /// <summary>Before it, an upsert leaves the fields as they are.</summary>
    public static readonly Version UpdatesFields = new(2, 6);

    /// <summary>Before it, a record without a value for a chat field is stored but never shown.</summary>
    public static readonly Version TakesMissingChatFields = new(2, 7);

    /// <summary>Reads <c>2.8.0</c> and also <c>2.8.0dev0</c>; null when it is no version.</summary>
    public static Version? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var end = 0;
        while (end < text.Length && (char.IsDigit(text[end]) || text[end] == '.'))
        {
            end++;
        }

        return Version.TryParse(text.Substring(0, end).TrimEnd('.'), out var version) ? version : null;
    }
}
