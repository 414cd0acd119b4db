using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// Genkit, Go and JavaScript: no attribute of the conventions. <c>generate</c> (type <c>util</c>) is the call of the app, with the calls of the model below it; a prompt
/// that was only rendered gives a request, never an answer.
/// </summary>
internal static class Genkit
{
    private static readonly AttributeKey Subtype = AttributeKey.Define("genkit:metadata:subtype");
    private static readonly AttributeKey Type = AttributeKey.Define("genkit:type");

    private static readonly Dictionary<string, SpanKind> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["model"] = SpanKind.Llm,
        ["background-model"] = SpanKind.Llm,
        ["util"] = SpanKind.Llm,
        ["flow"] = SpanKind.Chain,
        ["flowStep"] = SpanKind.Chain,
        ["dotprompt"] = SpanKind.Chain,
        ["prompt"] = SpanKind.Chain,
        ["tool"] = SpanKind.Tool,
        ["tool.v2"] = SpanKind.Tool,
        ["retriever"] = SpanKind.Opaque,
        ["embedder"] = SpanKind.Opaque,
        ["indexer"] = SpanKind.Opaque,
        ["reranker"] = SpanKind.Opaque,
        ["evaluator"] = SpanKind.Judge,
        ["executable-prompt"] = SpanKind.PromptTemplate,
        ["promptTemplate"] = SpanKind.PromptTemplate,
    };

    public static Dialect Dialect { get; } = new()
    {
        Name = "genkit",
        OwnsScope = static scope => scope is "genkit-tracer",
        Recognizes = static view => view.Attributes[Type] is not null,
        RecognizedBy = [Type],
        Kinds = [KindSignal.Word(KindRank.Vendor, Subtype, Types), KindSignal.Word(KindRank.Vendor, Type, Types)],
        Content = AttributeSource.Pair("genkit:input", "genkit:output", ContentRank.Vendor, ContentRank.Vendor),
        KeyPrefixes = ["genkit:"],
        ContentSwitch = "Genkit always records inputs and outputs; something between it and here removes them.",
    };
}
