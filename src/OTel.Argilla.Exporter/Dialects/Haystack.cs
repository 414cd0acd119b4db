using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Haystack's own tracer: pipelines, components by class name, and agents. The root of a 2.x pipeline never has its output.</summary>
internal static class Haystack
{
    private static readonly AttributeKey Type = AttributeKey.Define("haystack.component.type");

    public static Dialect Dialect { get; } = new()
    {
        Name = "haystack",
        Recognizes = static view => view.Span.Name.StartsWith("haystack.", StringComparison.Ordinal) || view.Attributes[Type] is not null,
        Kinds = [KindSignal.Code(KindRank.Vendor, KindOf)],
        Content =
        [
            .. AttributeSource.Pair("haystack.agent.input", "haystack.agent.output", ContentRank.Generic, ContentRank.Vendor),
            .. AttributeSource.Pair("haystack.pipeline.input_data", "haystack.pipeline.output_data", ContentRank.Generic, ContentRank.Vendor),
            .. AttributeSource.Pair("haystack.agent.step.llm.input", "haystack.agent.step.llm.output", ContentRank.Generic, ContentRank.Vendor),
            .. AttributeSource.Pair("haystack.component.input", "haystack.component.output", ContentRank.Generic, ContentRank.Vendor),
        ],
        KeyPrefixes = ["haystack."],
        NamePrefixes = ["haystack."],
        ContentSwitch = "Haystack leaves prompts and responses out by default. Set HAYSTACK_CONTENT_TRACING_ENABLED=true.",
    };

    private static SpanKind? KindOf(SpanView view)
    {
        if (view.Attributes[Type] is string type)
        {
            return OfComponent(type);
        }

        return view.Span.Name switch
        {
            "haystack.pipeline.run" or "haystack.async_pipeline.run" => SpanKind.Chain,
            "haystack.agent.run" => SpanKind.Agent,
            "haystack.agent.step.llm" => SpanKind.Llm,
            "haystack.agent.step.tool" => SpanKind.Tool,
            _ => null,
        };
    }

    private static SpanKind OfComponent(string type) =>
        type.EndsWith("Generator", StringComparison.Ordinal) ? SpanKind.Llm
        : type.EndsWith("PromptBuilder", StringComparison.Ordinal) ? SpanKind.PromptTemplate
        : type == "Agent" ? SpanKind.Agent
        : type.IndexOf("Tool", StringComparison.Ordinal) >= 0 ? SpanKind.Tool
        : type.IndexOf("Evaluator", StringComparison.Ordinal) >= 0 ? SpanKind.Judge
        : Array.Exists(Helpers, h => type.IndexOf(h, StringComparison.Ordinal) >= 0) ? SpanKind.Opaque
        : SpanKind.None;

    private static readonly string[] Helpers = ["Retriever", "Embedder", "Builder", "Writer", "Ranker", "Cleaner", "Splitter", "Joiner", "Converter"];
}
