using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Content in a form that only its own SDK writes: where data will not do.</summary>
internal sealed class CodeSource : ContentSource
{
    private readonly Func<SpanView, MessageReader, Content> _read;

    /// <param name="name">Attribute or event, as metadata says it.</param>
    /// <param name="side">Which side it holds.</param>
    /// <param name="llm">Rank on calls of a model.</param>
    /// <param name="run">Rank on agents and chains.</param>
    /// <param name="read">What is there; <see cref="Content.None"/> when it is absent or unreadable.</param>
    public CodeSource(string name, Side side, ContentRank llm, ContentRank run, Func<SpanView, MessageReader, Content> read)
        : base(name, side, llm, run) => _read = read;

    /// <summary>How the names of attributes begin of which there must be one, or there is nothing to read; empty when those are not all it looks at.</summary>
    public string[] Needs { get; init; } = [];

    public override bool MayBeOn(AttributeShape shape) => Needs.Length == 0 || Array.Exists(Needs, shape.HasPrefix);

    public override Content Read(SpanView view, MessageReader reader) => _read(view, reader);
}
