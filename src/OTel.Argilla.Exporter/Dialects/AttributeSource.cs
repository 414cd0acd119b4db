using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Content in one attribute of the span.</summary>
internal sealed class AttributeSource : ContentSource
{
    private readonly AttributeKey _key;

    public AttributeSource(AttributeKey key, Side side, ContentRank llm, ContentRank run)
        : base(key.Name, side, llm, run) => _key = key;

    public override Content Read(SpanView view, MessageReader reader) =>
        view.Attributes[_key] is { } value ? reader.Read(value, DefaultRole) : Content.None;
}
