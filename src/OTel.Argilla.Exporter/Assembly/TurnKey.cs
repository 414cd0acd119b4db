using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// What tells at a glance that two interactions cannot be one turn or one call, so that thousands of siblings are not compared by their texts.
/// </summary>
internal readonly struct TurnKey
{
    private TurnKey(int messages, bool hasOnlyToolResults, int beginning)
    {
        Messages = messages;
        HasOnlyToolResults = hasOnlyToolResults;
        Beginning = beginning;
    }

    /// <summary>Input messages without system messages.</summary>
    public int Messages { get; }

    public bool HasOnlyToolResults { get; }

    /// <summary>Hash of the first of them.</summary>
    public int Beginning { get; }

    public static TurnKey Of(IReadOnlyList<Message> input)
    {
        int messages = 0, results = 0, beginning = 0;
        for (var i = 0; i < input.Count; i++)
        {
            var message = input[i];
            if (message.Role == Role.System)
            {
                continue;
            }

            if (messages++ == 0)
            {
                beginning = message.Texts.Count == 0 ? 0 : Hash(message.Texts[0]);
            }

            results += message.Role == Role.Tool ? 1 : 0;
        }

        return new TurnKey(messages, messages > 0 && results == messages, beginning);
    }

    /// <summary>Equal for texts that are equal when trimmed.</summary>
    public static int Hash(Utf8Text text)
    {
        var hash = ContentHash.Of(Utf8.Trim(text.Span));
        return unchecked((int)(hash ^ (hash >> 32)));
    }
}
