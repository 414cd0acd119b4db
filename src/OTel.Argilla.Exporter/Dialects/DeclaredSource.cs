using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Content under a key that a user has named for spans of their own: one attribute, or one for each leaf of a list of messages.</summary>
internal sealed class DeclaredSource : ContentSource
{
    private readonly DeclaredSpans _spans;
    private readonly string? _prefix;
    private readonly AttributeKey? _key;

    public DeclaredSource(DeclaredSpans spans, string key, Side side)
        : base(key.EndsWith(DeclaredDialect.Spread, StringComparison.Ordinal) ? key.Substring(0, key.Length - DeclaredDialect.Spread.Length) : key, side, ContentRank.Declared, ContentRank.Declared)
    {
        _spans = spans;
        _prefix = Name.Length < key.Length ? Name : null;
        _key = _prefix is null ? AttributeKey.Define(key) : null;
    }

    public override AttributeKey? WholeAttribute => _key;

    public override Content Read(SpanView view, MessageReader reader)
    {
        if (!_spans.Recognize(view))
        {
            return Content.None;
        }

        if (_key is not null)
        {
            return ReadAttribute(_key, view, reader);
        }

        var list = FlattenedAttributes.Read(view.Attributes, _prefix!, reader.Tape);
        return list.IsNothing ? Content.None : reader.Read(list, DefaultRole);
    }
}
