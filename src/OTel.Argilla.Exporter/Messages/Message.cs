namespace OTel.Argilla.Exporter.Messages;

/// <summary>One message in normal form: role, texts, tool calls, tool results, media.</summary>
internal sealed class Message
{
    public Role Role { get; set; }

    /// <summary>The role as the SDK wrote it; empty when it wrote none.</summary>
    public Utf8Text RoleName { get; set; }

    /// <summary>Name of the speaker (an agent that relays, a participant); empty when there is none.</summary>
    public Utf8Text Name { get; set; }

    /// <summary>Text parts in order, without reasoning; a refusal's text counts as text.</summary>
    public List<Utf8Text> Texts { get; } = [];

    /// <summary>Reasoning parts, never part of the text.</summary>
    public List<Utf8Text> Reasoning { get; } = [];

    public List<ToolCall> Calls { get; } = [];

    /// <summary>Ids of the tool calls that this message answers; an empty id where the SDK gives none.</summary>
    public List<Utf8Text> Results { get; } = [];

    /// <summary>Placeholder lines of media parts, such as <c>[image: image/png]</c>.</summary>
    public List<Utf8Text> Media { get; } = [];

    /// <summary>Finish reason as written; empty when there is none.</summary>
    public Utf8Text Finish { get; set; }

    /// <summary>Number of the choice, where choices are numbered.</summary>
    public int? Index { get; set; }

    /// <summary>The model declined; the text is the refusal's.</summary>
    public bool IsRefusal { get; set; }

    public bool HasText => Texts.Count > 0;

    public bool HasTextOrMedia => Texts.Count > 0 || Media.Count > 0;

    /// <summary>Empty again, for its next use.</summary>
    internal void Clear()
    {
        Role = Role.User;
        RoleName = default;
        Name = default;
        Finish = default;
        Index = null;
        IsRefusal = false;
        Texts.Clear();
        Reasoning.Clear();
        Calls.Clear();
        Results.Clear();
        Media.Clear();
    }
}
