using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Mastra: calls of a model as the conventions have them; agents, workflows and steps with their own keys, named by the type of the span.</summary>
internal static class Mastra
{
    private static readonly AttributeKey Type = AttributeKey.Define("mastra.span.type");

    private static readonly Dictionary<string, SpanKind> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["agent_run"] = SpanKind.Agent,
        ["workflow_run"] = SpanKind.Workflow,
        ["workflow_step"] = SpanKind.Chain,
        ["model_generation"] = SpanKind.Llm,
        ["llm_generation"] = SpanKind.Llm,
        ["tool_call"] = SpanKind.Tool,
        ["mcp_tool_call"] = SpanKind.Tool,
        ["provider_tool_call"] = SpanKind.Tool,
        ["rag_embedding"] = SpanKind.Opaque,
        ["scorer_run"] = SpanKind.Judge,
    };

    public static Dialect Dialect { get; } = new()
    {
        Name = "mastra",
        OwnsScope = static scope => scope.StartsWith("@mastra/", StringComparison.Ordinal),
        Recognizes = static view => view.Attributes[Type] is not null,
        RecognizedBy = [Type],
        Kinds = [KindSignal.Word(KindRank.LangSmith, Type, Types)],
        Content =
        [
            .. AttributeSource.Pair("mastra.agent_run.input", "mastra.agent_run.output", ContentRank.Never, ContentRank.Vendor),
            .. AttributeSource.Pair("mastra.workflow_run.input", "mastra.workflow_run.output", ContentRank.Never, ContentRank.Vendor),
            .. AttributeSource.Pair("mastra.workflow_step.input", "mastra.workflow_step.output", ContentRank.Never, ContentRank.Vendor),
            .. AttributeSource.Pair("mastra.model_generation.input", "mastra.model_generation.output", ContentRank.Vendor, ContentRank.Never),
            .. AttributeSource.Pair("mastra.llm_generation.input", "mastra.llm_generation.output", ContentRank.Vendor, ContentRank.Never),
        ],
        KeyPrefixes = ["mastra."],
        ContentSwitch = "Mastra leaves inputs and outputs out when its observability is configured with hideInput or hideOutput. Remove those.",
    };
}
