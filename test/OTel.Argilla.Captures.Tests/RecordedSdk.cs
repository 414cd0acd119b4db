namespace OTel.Argilla.Captures.Tests;

/// <summary>What was recorded: the SDK that an app used, and what traced it, each with its version.</summary>
/// <param name="Name">The SDK.</param>
/// <param name="TracedBy">What wrote the spans; the SDK itself when it is empty.</param>
internal sealed record RecordedSdk(string Name, string TracedBy = "")
{
    private const string OpenAIPython = "openai 3.54.0";
    private const string LangChainPython = "LangChain 1.4.7, LangGraph 1.2.22";
    private const string MicrosoftAI = "Microsoft.Extensions.AI 10.11.0";

    private static readonly Dictionary<string, RecordedSdk> All = new()
    {
        ["dotnet/anthropic"] = new("Anthropic 13.12.0"),
        ["dotnet/aspnet"] = new("Microsoft Agent Framework 1.28.0 in ASP.NET Core 10"),
        ["dotnet/azinf"] = new("Azure.AI.Inference 1.0.0-beta.5"),
        ["dotnet/maf"] = new("Microsoft Agent Framework 1.28.0 with workflows"),
        ["dotnet/meai-anthropic"] = new("Anthropic 13.12.0", MicrosoftAI),
        ["dotnet/meai-ollama"] = new("OllamaSharp 5.5.2", MicrosoftAI),
        ["dotnet/meai-openai"] = new("OpenAI 2.15.0", MicrosoftAI),
        ["dotnet/meai-responses"] = new("OpenAI 2.15.0, Responses API", MicrosoftAI),
        ["dotnet/meai-responses-oai214"] = new("OpenAI 2.14.0, Responses API", MicrosoftAI),
        ["dotnet/openai"] = new("OpenAI 2.15.0"),
        ["dotnet/openai-oai214"] = new("OpenAI 2.14.0"),
        ["dotnet/openai-semconvlatest"] = new("OpenAI 2.15.0, latest conventions"),
        ["dotnet/sk"] = new("Semantic Kernel 1.82.0"),
        ["dotnet/sk-nodiag"] = new("Semantic Kernel 1.82.0 without diagnostics"),
        ["node/aisdk"] = new("AI SDK 7.0.173", "@ai-sdk/otel 1.0.173"),
        ["node/genkit-js"] = new("Genkit 1.42.0"),
        ["node/openinference-openai"] = new("openai 6.49.0", "@arizeai/openinference-instrumentation-openai 4.2.7"),
        ["node/traceloop-sdk-js"] = new("openai 6.49.0", "@traceloop/node-server-sdk 0.27.0"),
        ["python/agent-framework"] = new("Microsoft Agent Framework 1.23.0"),
        ["python/agno"] = new("Agno 3.1.10", "openinference-instrumentation-agno 1.0.15"),
        ["python/anthropic-genai"] = new("anthropic 2.12.0", "opentelemetry-instrumentation-genai-anthropic 1.3b0"),
        ["python/anthropic-native"] = new("anthropic 2.12.0"),
        ["python/anthropic-openinference"] = new("anthropic 2.12.0", "openinference-instrumentation-anthropic 3.1.0"),
        ["python/azure-ai-agents-py"] = new("azure-ai-agents 1.1.0"),
        ["python/azure-ai-inference-py"] = new("azure-ai-inference 1.0.0b9"),
        ["python/azure-ai-projects-py"] = new("azure-ai-projects 2.10.0"),
        ["python/bedrock-contrib"] = new("boto3 1.44.5 (Bedrock)", "opentelemetry-instrumentation-botocore 0.66b2"),
        ["python/beeai"] = new("BeeAI Framework 0.1.85", "openinference-instrumentation-beeai 0.1.30"),
        ["python/crewai-openinference"] = new("CrewAI 1.15.30", "openinference-instrumentation-crewai 1.1.21"),
        ["python/dspy"] = new("DSPy 3.4.1", "openinference-instrumentation-dspy 0.1.48"),
        ["python/google-adk"] = new("Google ADK 2.13.0"),
        ["python/google-adk1"] = new("Google ADK 1.14.1"),
        ["python/google-genai"] = new("google-genai 2.34.0", "opentelemetry-instrumentation-google-genai 1.3b0"),
        ["python/groq-openllmetry"] = new("groq 1.7.0", "opentelemetry-instrumentation-groq 0.62.4 (OpenLLMetry)"),
        ["python/haystack"] = new("Haystack 2.31.0"),
        ["python/haystack3"] = new("Haystack 3.4.0", "opentelemetry-haystack 2.0.0"),
        ["python/instructor"] = new("Instructor 1.17.0", "openinference-instrumentation-instructor 0.1.29"),
        ["python/laminar"] = new(OpenAIPython, "lmnr 0.8.2"),
        ["python/langchain-genai"] = new(LangChainPython, "opentelemetry-instrumentation-genai-langchain 1.3b0"),
        ["python/langchain-langsmith"] = new(LangChainPython, "langsmith 0.15.0"),
        ["python/langchain-openinference"] = new(LangChainPython, "openinference-instrumentation-langchain 0.1.80"),
        ["python/litellm"] = new("LiteLLM 1.106.2"),
        ["python/litellm-proxy"] = new("LiteLLM proxy 1.106.2"),
        ["python/llamaindex-openinference"] = new("LlamaIndex 0.14.25", "openinference-instrumentation-llama-index 4.6.1"),
        ["python/logfire"] = new(OpenAIPython, "logfire 5.2.0"),
        ["python/mistral-openinference"] = new("mistralai 3.7.0", "openinference-instrumentation-mistralai 2.2.2"),
        ["python/mlflow"] = new($"{OpenAIPython}, {LangChainPython}", "mlflow-tracing 3.17.2"),
        ["python/ollama-openllmetry"] = new("ollama 0.6.3", "opentelemetry-instrumentation-ollama 0.62.4 (OpenLLMetry)"),
        ["python/openai-agents-contrib"] = new("OpenAI Agents 0.24.0", "opentelemetry-instrumentation-openai-agents-v2 0.1.0"),
        ["python/openai-agents-openinference"] = new("OpenAI Agents 0.24.0", "openinference-instrumentation-openai-agents 2.6.0"),
        ["python/openai-agents-openllmetry"] = new("OpenAI Agents 0.24.0", "opentelemetry-instrumentation-openai-agents 0.62.4 (OpenLLMetry)"),
        ["python/openai-contrib"] = new(OpenAIPython, "opentelemetry-instrumentation-openai-v2 2.4b0"),
        ["python/openai-genai"] = new(OpenAIPython, "opentelemetry-instrumentation-genai-openai 1.3b0"),
        ["python/openai-openinference"] = new(OpenAIPython, "openinference-instrumentation-openai 0.1.66"),
        ["python/openai-openllmetry"] = new(OpenAIPython, "opentelemetry-instrumentation-openai 0.62.4 (OpenLLMetry)"),
        ["python/openinference-manual"] = new("spans of one's own", "arize-phoenix-otel 0.17.2, openinference-instrumentation 0.1.72"),
        ["python/pydantic-ai"] = new("Pydantic AI 2.68.0"),
        ["python/pydantic-ai1"] = new("Pydantic AI 1.0.10"),
        ["python/semantic-kernel-py"] = new("Semantic Kernel 1.45.0"),
        ["python/traceloop-sdk"] = new(OpenAIPython, "traceloop-sdk 0.62.4"),
        ["java/openai-java"] = new("openai-java 4.0.0", "opentelemetry-openai-java-1.1 2.31.1-alpha"),
        ["java/spring-ai"] = new("Spring AI 1.1.2, Spring Boot 3.5.7", "micrometer-tracing-bridge-otel 1.5.5, opentelemetry-logback-appender-1.0 2.15.0-alpha"),
        ["go/genkit-go"] = new("Genkit 1.4.0"),
    };

    public static RecordedSdk Of(string language, string app) =>
        All.TryGetValue($"{language}/{app}", out var sdk) ? sdk : throw new InvalidOperationException($"Say in {nameof(RecordedSdk)} what {language}/{app} was recorded with.");
}
