using System.Globalization;
using System.Text;
using OTel.Argilla.Exporter.Dialects;

namespace OTel.Argilla.Captures.Tests;

/// <summary>The page <c>docs/dialects.md</c>, made of what the recordings gave and of what the dialects say about themselves.</summary>
internal static class DialectsPage
{
    private static readonly (string Folder, string Title)[] Languages =
        [("dotnet", ".NET"), ("python", "Python"), ("node", "JavaScript"), ("java", "Java"), ("go", "Go")];

    /// <summary>What people call the SDKs of a dialect.</summary>
    private static readonly Dictionary<string, string> Titles = new()
    {
        ["agent365"] = "Microsoft Agent 365 observability",
        ["anthropic"] = "Anthropic's own SDKs",
        ["azure.ai.agents"] = "Azure AI Agents and Projects",
        ["azure.ai.inference"] = "Azure.AI.Inference",
        ["claude-code"] = "Claude Code, Claude Agent SDK",
        ["crewai"] = "CrewAI",
        ["flue"] = "Flue",
        ["gemini-cli"] = "Gemini CLI",
        ["genkit"] = "Genkit",
        ["google-adk"] = "Google ADK",
        ["hand-made"] = "Spans made by hand; Pipecat, Langtrace, Sentry",
        ["haystack"] = "Haystack",
        ["laminar"] = "Laminar",
        ["langchain4j"] = "LangChain4j, Quarkus",
        ["langfuse"] = "Langfuse SDKs",
        ["langsmith"] = "LangSmith (LangChain, LangGraph, `@traceable`)",
        ["langwatch"] = "LangWatch SDKs",
        ["litellm"] = "LiteLLM and its proxy",
        ["livekit"] = "LiveKit Agents",
        ["logfire"] = "Logfire",
        ["mastra"] = "Mastra",
        ["microsoft.agents.ai"] = "Microsoft Agent Framework",
        ["microsoft.extensions.ai"] = "Microsoft.Extensions.AI",
        ["mlflow"] = "MLflow tracing",
        ["openai"] = "The OpenAI SDK for .NET alone",
        ["openai-java"] = "openai-java",
        ["openinference"] = "OpenInference: LangChain, LangGraph, LlamaIndex, OpenAI Agents, CrewAI, smolagents, DSPy, Agno, BeeAI and more",
        ["openlit"] = "OpenLIT",
        ["openllmetry"] = "OpenLLMetry, Traceloop SDKs, AgentOps",
        ["opentelemetry-python-contrib"] = "OpenTelemetry's instrumentations for Python",
        ["promptflow"] = "Prompt flow",
        ["pydantic-ai"] = "Pydantic AI",
        ["semantic-conventions"] = "Anything else that keeps to OpenTelemetry's GenAI conventions, in any of their versions",
        ["semantic-kernel"] = "Semantic Kernel",
        ["spring-ai"] = "Spring AI",
        ["strands"] = "AWS Strands Agents",
        ["vercel-ai"] = "Vercel AI SDK before version 7",
        ["voltagent"] = "VoltAgent",
    };

    public static string Make(Func<string, string, Measure> measureOf)
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Dialects

            A dialect is how an SDK writes its spans. Which one a span is in is told by what it says, not by the name of its source, and one span may speak several. The metadata
            `dialect`, `prompt_source` and `response_source` of a record say how it was read. For spans of your own: [options](options.md#spans-with-keys-of-your-own).

            ## Recorded SDKs

            Programs with these SDKs ran against a scripted model: single calls, streams, batches, choices, histories, tool loops, agents, hand-overs, errors and more. What
            they asked and got is known, so every record can be compared: it must have exactly these texts, and no other record may come. All runs go through the decoders as protobuf
            and as JSON, with requests as they were sent, shuffled, split into one for each span, all at once and while time passes; a record counts when it is exact every time. Runs
            without content must give none.


            """);
        var totals = (Runs: 0, Exact: 0, Records: 0);
        foreach (var (folder, title) in Languages)
        {
            var measures = Recordings.Apps().Where(a => a.Language == folder).Select(a => (a.App, Measure: measureOf(folder, a.App))).ToArray();
            var sum = (Runs: measures.Sum(static m => m.Measure.Scenarios), Exact: measures.Sum(static m => m.Measure.Exact), Records: measures.Sum(static m => m.Measure.Records));
            totals = (totals.Runs + sum.Runs, totals.Exact + sum.Exact, totals.Records + sum.Records);
            page.Append(CultureInfo.InvariantCulture, $"### {title}\n\n| SDK | traced by | recording | dialect | runs | exact records |\n|---|---|---|---|---:|---:|\n");
            foreach (var (app, measure) in measures)
            {
                var sdk = RecordedSdk.Of(folder, app);
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"| {sdk.Name} | {(sdk.TracedBy.Length > 0 ? sdk.TracedBy : "itself")} | `{app}` | {string.Join(", ", measure.Dialects.Select(static d => $"`{d}`"))} | {measure.Scenarios} | {measure.Exact} of {measure.Records} |\n");
            }

            page.Append(CultureInfo.InvariantCulture, $"| **All of {title}** | | | | **{sum.Runs:N0}** | **{sum.Exact:N0} of {sum.Records:N0}** |\n\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"Together: {totals.Exact:N0} of {totals.Records:N0} records exact in {totals.Runs:N0} runs.\n\n");
        page.Append(
            """
            Where an SDK leaves a text out of its spans (a stream that was given up, a call without instrumentation), no record is expected. The OpenAI SDK for .NET never writes any.

            ## Where prompts and responses come from

            What to do when an SDK's records are missing with the reason `no_content`. The exporter says the same as a warning, and `otel-argilla explain` for each trace.

            | dialect | SDKs | content |
            |---|---|---|

            """);
        foreach (var dialect in BuiltInDialects.All.Where(static d => d.ContentSwitch is not null).OrderBy(static d => TitleOf(d.Name), StringComparer.OrdinalIgnoreCase))
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{dialect.Name}` | {TitleOf(dialect.Name)} | {dialect.ContentSwitch} |\n");
        }

        return page.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static string TitleOf(string dialect) =>
        Titles.TryGetValue(dialect, out var title) ? title : throw new InvalidOperationException($"Say in {nameof(DialectsPage)} whose dialect {dialect} is.");
}
