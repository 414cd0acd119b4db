using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>A prompt, with where it stands among the messages, so that the history can be told later.</summary>
internal readonly struct Prompt
{
    public Prompt()
    {
    }

    public required Utf8Text Text { get; init; }

    /// <summary>The messages it is a part of; empty when it came out of data.</summary>
    public IReadOnlyList<Message> Messages { get; init; } = [];

    /// <summary>Position of the first message of the run of user messages that holds the prompt.</summary>
    public int Start { get; init; }

    /// <summary>Position behind that run.</summary>
    public int End { get; init; }

    /// <summary>Named messages of the run (answers of other agents) belong to the history.</summary>
    public bool LeavesNamedOut { get; init; }

    /// <summary>The only message was a system prompt.</summary>
    public bool IsSystem { get; init; }

    /// <summary>Compact JSON of data that holds no text to ask.</summary>
    public bool IsStructured { get; init; }

    /// <summary>Variables of a template, or what stood beside the prompt.</summary>
    public Value Variables { get; init; }
}

/// <summary>An answer, and the message it stands in, if it stands in one.</summary>
internal readonly struct Answer(Utf8Text text, Message? message)
{
    public Utf8Text Text { get; } = text;

    /// <summary>Only the place of a choice, or of an item of a batch, that has no answer.</summary>
    public bool IsEmpty => Text.IsEmpty;

    public Message? Message { get; } = message;
}
