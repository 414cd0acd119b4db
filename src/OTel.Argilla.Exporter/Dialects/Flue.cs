using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Flue: keys by what the span is, a turn of the model, a task, an operation or a workflow.</summary>
internal static class Flue
{
    private const string Scope = "@flue/opentelemetry";

    private static readonly AttributeKey TaskPrompt = AttributeKey.Define("flue.task.prompt");
    private static readonly AttributeKey ToolArguments = AttributeKey.Define("flue.tool.arguments");
    private static readonly AttributeKey TurnInput = AttributeKey.Define("flue.turn.input");
    private static readonly AttributeKey WorkflowPayload = AttributeKey.Define("flue.workflow.payload");

    public static Dialect Dialect { get; } = new()
    {
        Name = "flue",
        OwnsScope = static scope => scope is Scope,
        Kinds =
        [
            KindSignal.Present(KindRank.Vendor, ToolArguments, SpanKind.Tool),
            KindSignal.Present(KindRank.Vendor, TaskPrompt, SpanKind.Agent),
            KindSignal.Present(KindRank.Vendor, TurnInput, SpanKind.Llm),
            KindSignal.Present(KindRank.Vendor, WorkflowPayload, SpanKind.Workflow),
        ],
        Content =
        [
            .. AttributeSource.Pair("flue.turn.input", "flue.turn.output", ContentRank.Vendor, ContentRank.Vendor),
            .. AttributeSource.Pair("flue.task.prompt", "flue.task.result", ContentRank.Generic, ContentRank.Vendor),
            .. AttributeSource.Pair("flue.workflow.payload", "flue.workflow.result", ContentRank.Never, ContentRank.Vendor),
            new AttributeSource(AttributeKey.Define("flue.operation.result"), Side.Output, ContentRank.Never, ContentRank.Vendor),
        ],
        KeyPrefixes = ["flue."],
        ContentSwitch = "Flue leaves content out unless its OpenTelemetry integration is told to record it.",
    };
}
