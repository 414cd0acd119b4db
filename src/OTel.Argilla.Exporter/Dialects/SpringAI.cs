using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// Spring AI through Micrometer: spans never hold content, whatever is switched on. From 1.0 on it goes to the log, on the very spans, as lines that look
/// like JSON and are not: nothing in them is escaped.
/// </summary>
internal static class SpringAI
{
    private static readonly AttributeKey Kind = AttributeKey.Define("spring.ai.kind");

    private static readonly Dictionary<string, SpanKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["chat_client"] = SpanKind.Chain,
        ["advisor"] = SpanKind.Chain,
        ["tool_call"] = SpanKind.Tool,
        ["vector_store"] = SpanKind.Opaque,
    };

    private static readonly string[] PromptLogs =
    [
        "org.springframework.ai.chat.client.observation.ChatClientPromptContentObservationHandler",
        "org.springframework.ai.chat.observation.ChatModelPromptContentObservationHandler",
    ];

    private static readonly string[] CompletionLogs =
    [
        "org.springframework.ai.chat.client.observation.ChatClientCompletionObservationHandler",
        "org.springframework.ai.chat.observation.ChatModelCompletionObservationHandler",
    ];

    public static Dialect Dialect { get; } = new()
    {
        Name = "spring-ai",
        OwnsScope = static scope => scope is "org.springframework.boot",
        Recognizes = static view => view.Attributes[Kind] is not null || view.Attributes.Is(Keys.System, "spring_ai"),
        RecognizedBy = [Kind, Keys.System],
        Kinds = [KindSignal.Word(KindRank.LangSmith, Kind, Kinds)],
        Content =
        [
            new CodeSource("log-prompt", Side.Input, ContentRank.ContentEvents, ContentRank.ContentEvents, static (view, reader) => SpringLogLine.Read(view, PromptLogs, Role.User, reader)),
            new CodeSource("log-completion", Side.Output, ContentRank.ContentEvents, ContentRank.ContentEvents, static (view, reader) => SpringLogLine.Read(view, CompletionLogs, Role.Assistant, reader)),
        ],
        KeyPrefixes = ["spring.ai."],
        EventNames = [.. PromptLogs, .. CompletionLogs],
        ContentSwitch = "Spring AI writes prompts and responses to the log only. Set spring.ai.chat.client.observations.log-prompt=true and .log-completion=true (for a ChatModel called "
            + "directly, spring.ai.chat.observations.log-prompt and .log-completion) and send logs over OTLP with OpenTelemetry's Logback or Log4j appender.",
    };
}
