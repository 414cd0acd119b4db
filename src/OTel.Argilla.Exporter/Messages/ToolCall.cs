namespace OTel.Argilla.Exporter.Messages;

/// <summary>A tool call within a message: what the model asked for. Never a prompt, never an answer.</summary>
internal readonly struct ToolCall(Utf8Text id, Utf8Text name)
{
    /// <summary>The call's id; empty when the SDK gives none.</summary>
    public Utf8Text Id { get; } = id;

    public Utf8Text Name { get; } = name;
}
