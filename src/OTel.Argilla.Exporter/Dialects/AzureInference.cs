namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// Azure.AI.Inference: an event for each message, whose one attribute holds the message as JSON, in some versions JSON within a JSON string.
/// With content off the events stay, stripped.
/// </summary>
internal static class AzureInference
{
    public static Dialect Dialect { get; } = new()
    {
        Name = "azure.ai.inference",
        OwnsScope = static scope => scope.StartsWith("Azure.AI.Inference.", StringComparison.Ordinal),
        Recognizes = static view => view.Attributes.Is(Keys.System, "az.ai.inference"),
        RecognizedBy = [Keys.System],
        ContentSwitch = "Azure.AI.Inference leaves prompts and responses out by default. Before the client is made, set the environment variable "
            + "AZURE_TRACING_GEN_AI_CONTENT_RECORDING_ENABLED=true or call "
            + "AppContext.SetSwitch(\"Azure.Experimental.TraceGenAIMessageContent\", true).",
    };
}
