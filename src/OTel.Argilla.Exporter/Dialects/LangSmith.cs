using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// LangSmith's OpenTelemetry exporter: the run's inputs and outputs as JSON in <c>gen_ai.prompt</c> and <c>gen_ai.completion</c>. Its own kind comes before the
/// operation name, which says <c>embeddings</c> for retrievers and <c>chat</c> for prompt templates.
/// </summary>
internal static class LangSmith
{
    private static readonly AttributeKey Kind = AttributeKey.Define("langsmith.span.kind");

    private static readonly Dictionary<string, SpanKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["llm"] = SpanKind.Llm,
        ["chain"] = SpanKind.Chain,
        ["parser"] = SpanKind.None,
        ["tool"] = SpanKind.Tool,
        ["retriever"] = SpanKind.Opaque,
        ["embedding"] = SpanKind.Opaque,
        ["prompt"] = SpanKind.PromptTemplate,
    };

    public static Dialect Dialect { get; } = new()
    {
        Name = "langsmith",
        OwnsScope = static scope => scope is "langsmith",
        Recognizes = static view => view.Attributes[Kind] is not null,
        RecognizedBy = [Kind],
        Kinds = [KindSignal.Word(KindRank.LangSmith, Kind, Kinds)],
        KeyPrefixes = ["langsmith."],
        ContentSwitch = "LangSmith hides inputs and outputs when LANGSMITH_HIDE_INPUTS or LANGSMITH_HIDE_OUTPUTS is true. Unset them.",
    };
}
