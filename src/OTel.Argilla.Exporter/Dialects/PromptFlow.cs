using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Prompt flow: a kind of its own, inputs and outputs as events.</summary>
internal static class PromptFlow
{
    private static readonly AttributeKey Type = AttributeKey.Define("span_type");
    private static readonly AttributeKey Framework = AttributeKey.Define("framework");

    private static readonly Dictionary<string, SpanKind> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["LLM"] = SpanKind.Llm,
        ["Flow"] = SpanKind.Chain,
        ["Function"] = SpanKind.Chain,
        ["Tool"] = SpanKind.Tool,
        ["Embedding"] = SpanKind.Opaque,
        ["Retrieval"] = SpanKind.Opaque,
    };

    public static Dialect Dialect { get; } = new()
    {
        Name = "promptflow",
        Recognizes = IsOfPromptFlow,
        RecognizedBy = [Type],
        Kinds = [KindSignal.Code(KindRank.LangSmith, static view => IsOfPromptFlow(view) && Types.TryGetValue((string)view.Attributes[Type]!, out var kind) ? kind : null, Type)],
        Content =
        [
            .. AttributeSource.Pair("inputs", "output", ContentRank.Generic, ContentRank.Vendor),
            new EventAttributeSource("promptflow.function.inputs", "payload", Side.Input, ContentRank.Vendor),
            new EventAttributeSource("promptflow.function.output", "payload", Side.Output, ContentRank.Vendor),
        ],
        KeyPrefixes = ["span_type"],
        ContentSwitch = "Prompt flow records inputs and outputs as span events; something between it and here removes them.",
    };

    private static bool IsOfPromptFlow(SpanView view) => view.Attributes.Is(Framework, "promptflow") && view.Attributes[Type] is string;
}
