using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// What a length limit left of an attribute. Only for calls of a model: a transcript that was cut says nothing about its last answer.
/// </summary>
internal sealed class SalvagedSource : ContentSource
{
    private readonly AttributeKey _key;

    public SalvagedSource(AttributeKey key, Side side)
        : base(key.Name, side, ContentRank.Salvaged, ContentRank.Never) => _key = key;

    public override bool MayBeOn(AttributeShape shape) => shape.Contains(_key);

    public override Content Read(SpanView view, MessageReader reader) =>
        view.Attributes[_key] is string text ? reader.Salvage(text, DefaultRole) : Content.None;
}
