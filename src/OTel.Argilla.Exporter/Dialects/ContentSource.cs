using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>One place where a dialect keeps what was asked or answered.</summary>
internal abstract class ContentSource
{
    protected ContentSource(string name, Side side, ContentRank llm, ContentRank run)
    {
        Name = name;
        Side = side;
        LlmRank = llm;
        RunRank = run;
    }

    /// <summary>The attribute's or event's name, as metadata says it.</summary>
    public string Name { get; }

    public Side Side { get; }

    /// <summary>Rank on spans of kind llm.</summary>
    public ContentRank LlmRank { get; }

    /// <summary>Rank on agents and chains.</summary>
    public ContentRank RunRank { get; }

    /// <summary>The one attribute that holds all of it; null when it stands elsewhere.</summary>
    public virtual AttributeKey? WholeAttribute => null;

    /// <summary>True when it stands in events and log records alone.</summary>
    public virtual bool IsInEvents => false;

    protected Role DefaultRole => Side == Side.Input ? Role.User : Role.Assistant;

    /// <summary>False when no span with attributes of these names has anything there.</summary>
    public virtual bool MayBeOn(AttributeShape shape) => WholeAttribute is not { } key || shape.Contains(key);

    /// <summary>What is there; <see cref="Content.None"/> when it is absent or unreadable.</summary>
    public abstract Content Read(SpanView view, MessageReader reader);

    /// <summary>What this attribute holds; where it repeats, the first that holds something.</summary>
    protected Content ReadAttribute(AttributeKey key, SpanView view, MessageReader reader)
    {
        if (view.Attributes.Encoded(key) is not { } first)
        {
            return Content.None;
        }

        var content = reader.Read(first, DefaultRole);
        var next = view.Attributes.Shape.FirstOf(key) + 1;
        while (content.Kind == ContentKind.None && view.Attributes.TryGetNext(key, ref next, out var value))
        {
            content = reader.Read(value, DefaultRole);
        }

        return content;
    }
}
