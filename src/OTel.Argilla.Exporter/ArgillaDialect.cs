namespace OTel.Argilla.Exporter;

/// <summary>
/// Says how spans of your own are read: which they are, what kind each is, and where prompt and response stand. For spans that no SDK makes, or with keys that
/// the exporter does not know. On these spans it goes before what the exporter knows by itself; what is left unsaid is still read the usual way.
/// </summary>
public class ArgillaDialect
{
    /// <summary>Gets or sets the instrumentation scope (in .NET the activity source) of its spans; with <c>*</c> at the end, how that begins. Default: any.</summary>
    public string? Scope { get; set; }

    /// <summary>Gets or sets the name of its spans; with <c>*</c> at the end, how that begins. Default: any.</summary>
    public string? SpanName { get; set; }

    /// <summary>Gets or sets an attribute that its spans carry. Default: none needed.</summary>
    public string? DetectKey { get; set; }

    /// <summary>Gets or sets the value of <see cref="DetectKey"/> on its spans, in whatever case. Default: any.</summary>
    public string? DetectValue { get; set; }

    /// <summary>
    /// Gets or sets the kind of its spans, where <see cref="KindKey"/> does not tell: <c>llm</c> (a call of a model), <c>agent</c>, <c>chain</c>, <c>workflow</c> (a chain that is
    /// one run), <c>tool</c>, <c>retriever</c>, <c>embedding</c>, <c>reranker</c>, <c>guardrail</c>, <c>evaluator</c>, or <c>none</c> for spans that say nothing. Default: what the exporter
    /// sees in the span.
    /// </summary>
    public string? Kind { get; set; }

    /// <summary>Gets or sets the attribute whose value tells the kind. Default: none.</summary>
    public string? KindKey { get; set; }

    /// <summary>Gets the kind for each value of <see cref="KindKey"/>, in the words of <see cref="Kind"/>; case does not matter. Default: empty.</summary>
    public IDictionary<string, string> Kinds { get; private set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Gets the attributes that hold what was asked, best first: a text, messages in any SDK's form, or JSON. A key that ends in <c>.*</c> is a list that is spread over
    /// attributes: <c>acme.messages.*</c> for <c>acme.messages.0.role</c>, <c>acme.messages.0.content</c> and so on. Default: empty.
    /// </summary>
    public IList<string> Input { get; private set; } = [];

    /// <summary>Gets the attributes that hold what was answered, as <see cref="Input"/>. Default: empty.</summary>
    public IList<string> Output { get; private set; } = [];

    internal ArgillaDialect Snapshot()
    {
        var copy = (ArgillaDialect)MemberwiseClone();
        copy.Kinds = new Dictionary<string, string>(Kinds, StringComparer.OrdinalIgnoreCase);
        copy.Input = [.. Input];
        copy.Output = [.. Output];
        return copy;
    }
}
