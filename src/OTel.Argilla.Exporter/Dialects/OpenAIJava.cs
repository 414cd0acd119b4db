namespace OTel.Argilla.Exporter.Dialects;

/// <summary>OpenTelemetry's instrumentation of openai-java: the conventions, with content in log records.</summary>
internal static class OpenAIJava
{
    public static Dialect Dialect { get; } = new()
    {
        Name = "openai-java",
        OwnsScope = static scope => scope.StartsWith("io.opentelemetry.openai-java", StringComparison.Ordinal),
        ContentSwitch = "The instrumentation of openai-java leaves prompts and responses out by default. Set otel.instrumentation.genai.capture-message-content=true (as a library: "
            + "setCaptureMessageContent(true)) and send logs over OTLP too.",
    };
}
