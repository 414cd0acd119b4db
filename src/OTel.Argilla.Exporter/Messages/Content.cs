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
internal sealed class Content
{
    public static readonly Content None = new(ContentKind.None, [], default, []);

    private Content(ContentKind kind, IReadOnlyList<Message> messages, Value data, IReadOnlyList<Content> batch)
    {
        Kind = kind;
        Messages = messages;
        Data = data;
        Batch = batch;
    }

    public ContentKind Kind { get; }

    public IReadOnlyList<Message> Messages { get; }

    public Value Data { get; }

    public IReadOnlyList<Content> Batch { get; }

    public static Content OfMessages(IReadOnlyList<Message> messages) => new(ContentKind.Messages, messages, default, []);

    public static Content OfData(Value data) => new(ContentKind.Data, [], data, []);

    public static Content OfBatch(IReadOnlyList<Content> items) => new(ContentKind.Batch, [], default, items);
}
