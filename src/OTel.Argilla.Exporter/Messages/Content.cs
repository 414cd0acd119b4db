namespace OTel.Argilla.Exporter.Messages;

/// <summary>What one side (input or output) of a span turned out to be.</summary>
internal enum ContentKind
{
    /// <summary>Absent, empty, redacted or unreadable.</summary>
    None,

    /// <summary>A list of messages.</summary>
    Messages,

    /// <summary>Data that is no message: an object or array of an application.</summary>
    Data,

    /// <summary>Several sides in one: a batch of prompts, or the answers to one.</summary>
    Batch,
}

/// <summary>One side of a span in normal form: messages, data of the application, or a batch of either.</summary>
internal readonly struct Content
{
    private readonly IReadOnlyList<Message>? _messages;
    private readonly IReadOnlyList<Content>? _batch;

    private Content(ContentKind kind, IReadOnlyList<Message>? messages, Value data, IReadOnlyList<Content>? batch)
    {
        Kind = kind;
        _messages = messages;
        Data = data;
        _batch = batch;
    }

    public static Content None => default;

    public ContentKind Kind { get; }

    public IReadOnlyList<Message> Messages => _messages ?? [];

    public Value Data { get; }

    public IReadOnlyList<Content> Batch => _batch ?? [];

    public static Content OfMessages(IReadOnlyList<Message> messages) => new(ContentKind.Messages, messages, default, null);

    public static Content OfData(Value data) => new(ContentKind.Data, null, data, null);

    public static Content OfBatch(IReadOnlyList<Content> items) => new(ContentKind.Batch, null, default, items);
}
