namespace OTel.Argilla.Exporter.Dialects;

/// <summary>The dialects that come with the exporter.</summary>
internal static class BuiltInDialects
{
    /// <summary>In the order in which they are asked whether a span is theirs; the conventions, which take every span, come last.</summary>
    public static IReadOnlyList<Dialect> All { get; } =
    [
        CrewAI.Dialect,
        Mastra.Dialect,
        VoltAgent.Dialect,
        LiveKit.Dialect,
        Flue.Dialect,
        ClaudeCode.Dialect,
        GeminiCli.Dialect,
        Strands.Dialect,
        PromptFlow.Dialect,
        LangWatch.Dialect,
        LangSmith.Dialect,
        LangChain.Dialect,
        OpenInference.Dialect,
        Langfuse.Dialect,
        MLflow.Dialect,
        Laminar.Dialect,
        Haystack.Dialect,
        Genkit.Dialect,
        PydanticAI.Dialect,
        Logfire.Dialect,
        VercelAI.Dialect,
        GoogleAdk.Dialect,
        LiteLLM.Dialect,
        SpringAI.Dialect,
        OpenLit.Dialect,
        LangChain4j.Dialect,
        PythonContrib.Dialect,
        OpenAIJava.Dialect,
        Traceloop.Dialect,
        AzureAgents.Dialect,
        Agent365.Dialect,
        SemanticKernel.Dialect,
        AgentFramework.Dialect,
        MicrosoftExtensionsAI.Dialect,
        OpenAISdk.Dialect,
        AnthropicSdk.Dialect,
        AzureInference.Dialect,
        HandMade.Dialect,
        SemanticConventions.Dialect,
    ];
}
