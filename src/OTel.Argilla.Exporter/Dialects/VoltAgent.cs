using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>VoltAgent. Its spans inherit the type of the entity they belong to, so the type of the span comes first.</summary>
internal static class VoltAgent
{
    private static readonly AttributeKey OperationId = AttributeKey.Define("voltagent.operation_id");
    private static readonly AttributeKey ConversationId = AttributeKey.Define("voltagent.conversation_id");
    private static readonly AttributeKey SpanType = AttributeKey.Define("span.type");
    private static readonly AttributeKey EntityType = AttributeKey.Define("entity.type");

    private static readonly Dictionary<string, SpanKind> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["agent"] = SpanKind.Agent,
        ["workflow"] = SpanKind.Workflow,
        ["workflow-step"] = SpanKind.Chain,
        ["llm"] = SpanKind.Llm,
        ["tool"] = SpanKind.Tool,
        ["memory"] = SpanKind.Opaque,
        ["retriever"] = SpanKind.Opaque,
        ["embedding"] = SpanKind.Opaque,
        ["guardrail"] = SpanKind.Judge,
        ["evaluator"] = SpanKind.Judge,
    };

    public static Dialect Dialect { get; } = new()
    {
        Name = "voltagent",
        Recognizes = static view => IsOfVoltAgent(view.Attributes),
        RecognizedBy = [OperationId, ConversationId],
        Kinds =
        [
            KindSignal.Code(KindRank.LangSmith, static view => !IsOfVoltAgent(view.Attributes) ? null
                : view.Attributes[SpanType] is string type ? Types.TryGetValue(type, out var kind) ? kind : SpanKind.None
                : view.Attributes[EntityType] is string entity && Types.TryGetValue(entity, out var kindOfEntity) ? kindOfEntity : null),
        ],
        Content =
        [
            new AttributeSource(AttributeKey.Define("llm.messages"), Side.Input, ContentRank.Vendor, ContentRank.Never),
            new AttributeSource(AttributeKey.Define("agent.messages"), Side.Input, ContentRank.Never, ContentRank.Vendor),
        ],
        KeyPrefixes = ["voltagent."],
        ContentSwitch = "VoltAgent records prompts and responses; something between it and here removes them.",
    };

    private static bool IsOfVoltAgent(AttributeSet attributes) => attributes[OperationId] is not null || attributes[ConversationId] is not null;
}
