using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// What one family of SDKs writes on its spans. A dialect is one file: data first, code only where data will not do, and one line in the
/// <see cref="DialectCatalog"/>. Spans are read with the signals and sources of all dialects, since several may share one span.
/// </summary>
internal sealed class Dialect
{
    /// <summary>Name in metadata.</summary>
    public required string Name { get; init; }

    /// <summary>True for a scope whose spans are all of this dialect. The catalog asks in its order, and the first that takes a span names it.</summary>
    public Func<string, bool>? OwnsScope { get; init; }

    /// <summary>True for a span of this dialect whatever its scope is; null when nothing but the scope tells.</summary>
    public Func<SpanView, bool>? Recognizes { get; init; }

    /// <summary>Attributes of which there must be one on a span that it recognizes; empty when those are not all that it looks at.</summary>
    public IReadOnlyList<AttributeKey> RecognizedBy { get; init; } = [];

    /// <summary>What tells the kind of a span.</summary>
    public IReadOnlyList<KindSignal> Kinds { get; init; } = [];

    /// <summary>Where prompt and response live.</summary>
    public IReadOnlyList<ContentSource> Content { get; init; } = [];

    /// <summary>Where instructions stand beside the messages: an attribute of the span, or of the events named in <see cref="EventNames"/>.</summary>
    public IReadOnlyList<AttributeKey> SystemInstructions { get; init; } = [];

    /// <summary>Attributes that only refer to content which was uploaded elsewhere.</summary>
    public IReadOnlyList<AttributeKey> References { get; init; } = [];

    /// <summary>Lists of judgements that are spread over attributes: the name before the index, and the member that each of them is.</summary>
    public IReadOnlyList<(string Prefix, string Member)> Judgements { get; init; } = [];

    /// <summary>How the names of its attributes begin: such an attribute makes a span worth a look.</summary>
    public IReadOnlyList<string> KeyPrefixes { get; init; } = [];

    /// <summary>How names of spans begin that may have no attribute of their own.</summary>
    public IReadOnlyList<string> NamePrefixes { get; init; } = [];

    /// <summary>Names of events and log records that may carry content or judgements.</summary>
    public IReadOnlyList<string> EventNames { get; init; } = [];

    /// <summary>What turns content on for this SDK.</summary>
    public string? ContentSwitch { get; init; }
}
