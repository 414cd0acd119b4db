using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>MLflow tracing over OTLP: every value is JSON in a string, the kind too.</summary>
internal static class MLflow
{
    private static readonly AttributeKey Type = AttributeKey.Define("mlflow.spanType");

    private static readonly Dictionary<string, SpanKind> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["LLM"] = SpanKind.Llm,
        ["CHAT_MODEL"] = SpanKind.Llm,
        ["CHAIN"] = SpanKind.Chain,
        ["WORKFLOW"] = SpanKind.Chain,
        ["TASK"] = SpanKind.Chain,
        ["PARSER"] = SpanKind.None,
        ["AGENT"] = SpanKind.Agent,
        ["TOOL"] = SpanKind.Tool,
        ["RETRIEVER"] = SpanKind.Opaque,
        ["EMBEDDING"] = SpanKind.Opaque,
        ["RERANKER"] = SpanKind.Opaque,
        ["MEMORY"] = SpanKind.Opaque,
        ["GUARDRAIL"] = SpanKind.Judge,
        ["EVALUATOR"] = SpanKind.Judge,
        ["UNKNOWN"] = SpanKind.None,
    };

    public static Dialect Dialect { get; } = new()
    {
        Name = "mlflow",
        Recognizes = static view => view.Attributes[Type] is not null,
        RecognizedBy = [Type],
        Kinds =
        [
            KindSignal.Code(KindRank.Vendor, static view => view.Attributes[Type] is string type && Types.TryGetValue(type.Trim('"'), out var kind) ? kind : null, Type),
        ],
        Content = AttributeSource.Pair("mlflow.spanInputs", "mlflow.spanOutputs", ContentRank.Generic, ContentRank.Vendor),
        KeyPrefixes = ["mlflow."],
        ContentSwitch = "MLflow records inputs and outputs unless the app removes them from its spans.",
    };
}
