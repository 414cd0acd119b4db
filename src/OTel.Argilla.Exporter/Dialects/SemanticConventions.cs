using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// The OpenTelemetry GenAI conventions in their four eras: content events (up to 1.27), a log record or event for each message (1.28 to
/// 1.36), attributes (from 1.37), and <c>operation.details</c> events with the names of those attributes.
/// </summary>
internal static class SemanticConventions
{
    private const string Details = "gen_ai.client.inference.operation.details";

    public static Dialect Dialect { get; } = new()
    {
        Name = "semantic-conventions",
        OwnsScope = static _ => true,
        Kinds =
        [
            KindSignal.Code(KindRank.ToolProof, static view =>
                view.Attributes.Is(Keys.OperationName, "execute_tool") || view.Attributes.Is(Keys.OperationName, "ExecuteTool") ? SpanKind.Tool : null, Keys.OperationName),
            KindSignal.Word(KindRank.OperationName, Keys.OperationName, OperationNames.Kinds),
            KindSignal.Present(KindRank.ToolKey, Keys.ToolCallId, SpanKind.Tool),
            KindSignal.Present(KindRank.ToolKey, Keys.ToolName, SpanKind.Tool),
            // The Model Context Protocol: what runs below a call that another process made speaks through the caller's record.
            KindSignal.Present(KindRank.ToolKey, Keys.McpMethod, SpanKind.Opaque),
            KindSignal.Present(KindRank.Fallback, Keys.InputMessages, SpanKind.Llm),
            KindSignal.Present(KindRank.Fallback, Keys.OutputMessages, SpanKind.Llm),
            // Convention 1.26 has no operation: a model's name is all that tells a call.
            KindSignal.Code(KindRank.Fallback, static view =>
                view.Attributes[Keys.OperationName] is null && view.Attributes[Keys.RequestModel] is string ? SpanKind.Llm : null, Keys.RequestModel),
        ],
        Content =
        [
            MessageEventsSource.NumberedChoices,
            new AttributeSource(Keys.InputMessages, Side.Input, ContentRank.Messages, ContentRank.Messages),
            new AttributeSource(Keys.OutputMessages, Side.Output, ContentRank.Messages, ContentRank.Messages),
            new EventAttributeSource(Details, "gen_ai.input.messages", Side.Input, ContentRank.OperationDetails),
            new EventAttributeSource(Details, "gen_ai.output.messages", Side.Output, ContentRank.OperationDetails),
            MessageEventsSource.Input,
            MessageEventsSource.Output,
            new EventAttributeSource("gen_ai.content.prompt", "gen_ai.prompt", Side.Input, ContentRank.ContentEvents),
            new EventAttributeSource("gen_ai.content.completion", "gen_ai.completion", Side.Output, ContentRank.ContentEvents),
            new AttributeSource(AttributeKey.Define("gen_ai.prompt"), Side.Input, ContentRank.PromptJson, ContentRank.PromptJson),
            new AttributeSource(AttributeKey.Define("gen_ai.completion"), Side.Output, ContentRank.PromptJson, ContentRank.PromptJson),
        ],
        SystemInstructions = [Keys.SystemInstructions],
        References = [AttributeKey.Define("gen_ai.input.messages_ref"), AttributeKey.Define("gen_ai.output.messages_ref")],
        KeyPrefixes = ["gen_ai.", "mcp.method.name"],
        EventNames =
        [
            "gen_ai.system.message",
            "gen_ai.user.message",
            "gen_ai.assistant.message",
            "gen_ai.tool.message",
            "gen_ai.choice",
            "gen_ai.content.prompt",
            "gen_ai.content.completion",
            Details,
            "gen_ai.evaluation.result",
        ],
        ContentSwitch = "Prompts and responses are not on these spans. Turn content capture on in the instrumentation that makes them, "
            + "for most of them with the environment variable OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true.",
    };
}
