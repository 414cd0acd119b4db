using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Content in one attribute of the span.</summary>
internal sealed class AttributeSource : ContentSource
{
    public AttributeSource(AttributeKey key, Side side, ContentRank llm, ContentRank run)
        : base(key.Name, side, llm, run) => Key = key;

    public AttributeKey Key { get; }

    public override AttributeKey? WholeAttribute => Key;

    /// <summary>The attributes of both sides of one dialect.</summary>
    public static AttributeSource[] Pair(string input, string output, ContentRank llm, ContentRank run) =>
    [
        new(AttributeKey.Define(input), Side.Input, llm, run),
        new(AttributeKey.Define(output), Side.Output, llm, run),
    ];

    public override Content Read(SpanView view, MessageReader reader) => ReadAttribute(Key, view, reader);
}
