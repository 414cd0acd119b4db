using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// OpenLLMetry (Traceloop), both of its forms, which one release mixes by package: calls with messages spread over <c>gen_ai.prompt.0.role</c> or with the
/// attributes of the conventions; decorated workflows, tasks and agents with <c>traceloop.entity.input</c> and <c>.output</c>. AgentOps writes the same under its
/// own name.
/// </summary>
internal static class Traceloop
{
    private static readonly AttributeKey Kind = AttributeKey.Define("traceloop.span.kind");
    private static readonly AttributeKey AgentOpsKind = AttributeKey.Define("agentops.span.kind");
    private static readonly AttributeKey RequestType = AttributeKey.Define("llm.request.type");

    private static readonly Dictionary<string, SpanKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["workflow"] = SpanKind.Chain,
        ["task"] = SpanKind.Chain,
        ["session"] = SpanKind.Chain,
        ["agent"] = SpanKind.Agent,
        ["tool"] = SpanKind.Tool,
        ["handoff"] = SpanKind.Opaque,
        ["unknown"] = SpanKind.None,
        ["operation"] = SpanKind.Chain,
        ["llm"] = SpanKind.Llm,
        ["guardrail"] = SpanKind.Judge,
    };

    private static readonly Dictionary<string, SpanKind> RequestTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["chat"] = SpanKind.Llm,
        ["completion"] = SpanKind.Llm,
        ["acompletion"] = SpanKind.Llm,
        ["embedding"] = SpanKind.Opaque,
        ["rerank"] = SpanKind.Opaque,
        ["unknown"] = SpanKind.None,
    };

    public static Dialect Dialect { get; } = new()
    {
        Name = "openllmetry",
        OwnsScope = static scope => scope.IndexOf("traceloop", StringComparison.OrdinalIgnoreCase) >= 0,
        Recognizes = static view => view.Attributes[Kind] is not null || view.Attributes[AgentOpsKind] is not null || view.Attributes[RequestType] is not null,
        RecognizedBy = [Kind, AgentOpsKind, RequestType],
        Kinds =
        [
            KindSignal.Word(KindRank.Traceloop, Kind, Kinds),
            KindSignal.Word(KindRank.Traceloop, AgentOpsKind, Kinds),
            KindSignal.Word(KindRank.Vendor, RequestType, RequestTypes),
        ],
        Content =
        [
            new FlattenedSource("gen_ai.prompt", Side.Input, ContentRank.IndexedPrompts),
            new FlattenedSource("gen_ai.completion", Side.Output, ContentRank.IndexedPrompts),
            .. AttributeSource.Pair("traceloop.entity.input", "traceloop.entity.output", ContentRank.Generic, ContentRank.RunEntity),
            .. AttributeSource.Pair("agentops.entity.input", "agentops.entity.output", ContentRank.Generic, ContentRank.RunEntity),
            .. AttributeSource.Pair("gen_ai.task.input", "gen_ai.task.output", ContentRank.Generic, ContentRank.RunEntity),
        ],
        KeyPrefixes = ["traceloop.", "agentops.", "llm."],
        ContentSwitch = "OpenLLMetry leaves prompts and responses out when TRACELOOP_TRACE_CONTENT=false (in JavaScript: traceContent: false). Remove that setting.",
    };
}
