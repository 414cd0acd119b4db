namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// Microsoft Agent Framework: the conventions, with spans of agents that carry the whole run. Its workflow spans (<c>workflow.session</c>,
/// <c>executor.process</c>, <c>message.send</c>, …) have no GenAI attribute but <c>invoke_workflow</c>, and are transparent; before it had that operation, the span of
/// the run was told by its name.
/// </summary>
internal static class AgentFramework
{
    private const string InvokeWorkflow = "workflow_invoke";

    public static Dialect Dialect { get; } = new()
    {
        Name = "microsoft.agents.ai",
        OwnsScope = static scope => scope.IndexOf("Microsoft.Agents.AI", StringComparison.Ordinal) >= 0
            || scope.StartsWith("agent_framework", StringComparison.Ordinal),
        Recognizes = static view => view.Attributes.Is(Keys.Provider, "microsoft.agent_framework"),
        RecognizedBy = [Keys.Provider],
        Kinds = [KindSignal.Named(InvokeWorkflow, SpanKind.Workflow)],
        NamePrefixes = [InvokeWorkflow],
        ContentSwitch = "Agent Framework leaves prompts and responses out by default. Write "
            + "agent.AsBuilder().UseOpenTelemetry(configure: c => c.EnableSensitiveData = true), or set the environment variable "
            + "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true.",
    };
}
