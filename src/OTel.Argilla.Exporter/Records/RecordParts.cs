namespace OTel.Argilla.Exporter.Records;

/// <summary>What a record has besides prompt, response and our own metadata.</summary>
[Flags]
internal enum RecordParts
{
    None = 0,
    Conversation = 1,
    Suggestions = 2,

    /// <summary>Anything: a user's hook has made it, or it comes from disk.</summary>
    Any = 4,
}
