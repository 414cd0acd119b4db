using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// Azure AI Agents. In the classic API prompt and answer stand on two spans, most often in two traces, that only a thread's id joins: the app puts a message
/// on the thread (<c>create_message</c>), runs it, and lists what the thread then holds (<c>list_messages</c>). The newer one, over Responses, writes the conventions.
/// </summary>
internal static class AzureAgents
{
    /// <summary>Id of the thread that a run's messages stand on.</summary>
    public static readonly AttributeKey ThreadId = AttributeKey.Define("gen_ai.thread.id");

    private const string EventContent = "gen_ai.event.content";

    private static readonly string[] Answering = ["list_messages", "process_thread_run"];

    public static Dialect Dialect { get; } = new()
    {
        Name = "azure.ai.agents",
        OwnsScope = static scope => scope.StartsWith("Azure.AI.Agents", StringComparison.Ordinal)
            || scope.StartsWith("Azure.AI.Projects", StringComparison.Ordinal),
        Recognizes = static view => view.Attributes.Is(Keys.System, "az.ai.agents")
            || view.Attributes.Is(Keys.Provider, "azure.ai.agents")
            || view.Attributes.Is(Keys.Provider, "microsoft.foundry"),
        RecognizedBy = [Keys.System, Keys.Provider],
        Kinds =
        [
            // Each is one half of a run; the turn rules put them together.
            KindSignal.Code(KindRank.Exception, static view => view.Attributes[ThreadId] is not null
                && (view.Attributes.Is(Keys.OperationName, "create_message") || Answers(view)) ? SpanKind.Agent : null, ThreadId),
        ],
        Content =
        [
            new CodeSource("gen_ai.assistant.message", Side.Output, ContentRank.Never, ContentRank.MessageEvents, ReadAnswers),
            // The newer API, told to write events: named as the attributes are otherwise.
            new EventAttributeSource(Keys.InputMessages.Name, EventContent, Side.Input, ContentRank.OperationDetails),
            new EventAttributeSource(Keys.OutputMessages.Name, EventContent, Side.Output, ContentRank.OperationDetails),
        ],
        EventNames = [Keys.InputMessages.Name, Keys.OutputMessages.Name],
        ContentSwitch = "Azure AI Agents leaves prompts and responses out by default. Set AZURE_TRACING_GEN_AI_CONTENT_RECORDING_ENABLED=true, in newer versions "
            + "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true; in .NET the switch Azure.Experimental.TraceGenAIMessageContent.",
    };

    private static bool Answers(SpanView view) => Array.Exists(Answering, operation => view.Attributes.Is(Keys.OperationName, operation));

    /// <summary>What the thread holds of the agent, the newest first as the service lists it.</summary>
    private static Content ReadAnswers(SpanView view, MessageReader reader)
    {
        if (!Answers(view))
        {
            return Content.None;
        }

        foreach (var e in view.Events)
        {
            if (MessageEvent.InputRole(e.Name) != Role.Assistant)
            {
                continue;
            }

            var messages = new List<Message>();
            MessageEvent.ReadInput(e, Role.Assistant, reader, messages);
            if (messages.Exists(static m => m is { Role: Role.Assistant, HasText: true }))
            {
                return Content.OfMessages(messages);
            }
        }

        return Content.None;
    }
}
