namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// Microsoft.Extensions.AI: the conventions, plus <c>orchestrate_tools</c>, the span of <c>FunctionInvokingChatClient</c> around every call,
/// which has neither an operation nor content. Before 9.9 content was only in log records.
/// </summary>
internal static class MicrosoftExtensionsAI
{
    private const string OrchestrateTools = "orchestrate_tools";

    public static Dialect Dialect { get; } = new()
    {
        Name = "microsoft.extensions.ai",
        // The source's name is the user's choice; the default one is a hint at best.
        OwnsScope = static scope => scope.EndsWith("Microsoft.Extensions.AI", StringComparison.Ordinal),
        Recognizes = static view => view.Span.Name == OrchestrateTools,
        Kinds = [KindSignal.Named(OrchestrateTools, SpanKind.Wrapper)],
        NamePrefixes = [OrchestrateTools],
        ContentSwitch = "Microsoft.Extensions.AI leaves prompts and responses out by default. Write "
            + ".UseOpenTelemetry(configure: c => c.EnableSensitiveData = true), or set the environment variable "
            + "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true. Versions before 9.9 write content to log records only: "
            + "add the exporter to logging too.",
    };
}
