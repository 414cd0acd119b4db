using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Langfuse's own SDK. An observation of type <c>span</c> or <c>event</c> says nothing about what it is.</summary>
internal static class Langfuse
{
    private static readonly AttributeKey Type = AttributeKey.Define("langfuse.observation.type");

    private static readonly Dictionary<string, SpanKind> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["generation"] = SpanKind.Llm,
        ["agent"] = SpanKind.Agent,
        ["chain"] = SpanKind.Chain,
        ["tool"] = SpanKind.Tool,
        ["retriever"] = SpanKind.Opaque,
        ["embedding"] = SpanKind.Opaque,
        ["guardrail"] = SpanKind.Judge,
        ["evaluator"] = SpanKind.Judge,
    };

    public static Dialect Dialect { get; } = new()
    {
        Name = "langfuse",
        OwnsScope = static scope => scope is "langfuse-sdk",
        Recognizes = static view => view.Attributes[Type] is not null,
        RecognizedBy = [Type],
        Kinds = [KindSignal.Word(KindRank.Langfuse, Type, Types)],
        Content =
        [
            // What the app calls input and output of the trace is set on the span of the whole; on a call it is that of something larger.
            .. AttributeSource.Pair("langfuse.trace.input", "langfuse.trace.output", ContentRank.Never, ContentRank.Vendor),
            .. AttributeSource.Pair("langfuse.observation.input", "langfuse.observation.output", ContentRank.Generic, ContentRank.Vendor),
        ],
        KeyPrefixes = ["langfuse."],
        ContentSwitch = "Langfuse masks or leaves out prompts and responses when capture_input, capture_output or a mask function say so. Remove those.",
    };
}
