using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Laminar: calls in the raw form of OpenAI (the choices stand in <c>gen_ai.output.messages</c>), functions with <c>lmnr.span.input</c> and <c>.output</c>.</summary>
internal static class Laminar
{
    private static readonly AttributeKey Type = AttributeKey.Define("lmnr.span.type");

    private static readonly Dictionary<string, SpanKind> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["LLM"] = SpanKind.Llm,
        ["TOOL"] = SpanKind.Tool,
        ["DEFAULT"] = SpanKind.Chain,
        ["PIPELINE"] = SpanKind.Chain,
        ["EXECUTOR"] = SpanKind.Chain,
        ["EVALUATION"] = SpanKind.Chain,
        ["CACHED"] = SpanKind.Llm,
        ["EVALUATOR"] = SpanKind.Judge,
        ["HUMAN_EVALUATOR"] = SpanKind.Judge,
    };

    public static Dialect Dialect { get; } = new()
    {
        Name = "laminar",
        OwnsScope = static scope => scope is "lmnr",
        Recognizes = static view => view.Attributes[Type] is not null,
        RecognizedBy = [Type],
        Kinds = [KindSignal.Word(KindRank.Vendor, Type, Types)],
        Content = AttributeSource.Pair("lmnr.span.input", "lmnr.span.output", ContentRank.Generic, ContentRank.Vendor),
        KeyPrefixes = ["lmnr."],
        ContentSwitch = "Laminar leaves inputs and outputs out when @observe says ignore_input or ignore_output. Remove those.",
    };
}
