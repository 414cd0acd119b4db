using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// LiveKit Agents: a session of many turns; each turn of the agent knows what the person said, and the call of the model below what was answered. Newer versions
/// write the conventions too, and call the whole session a workflow, which it is not: every turn is an interaction of its own.
/// </summary>
internal static class LiveKit
{
    private static readonly AttributeKey UserInput = AttributeKey.Define("lk.user_input");
    private static readonly AttributeKey ChatContext = AttributeKey.Define("lk.chat_ctx");
    private static readonly AttributeKey ResponseText = AttributeKey.Define("lk.response.text");
    private static readonly AttributeKey ResponseCalls = AttributeKey.Define("lk.response.function_calls");

    public static Dialect Dialect { get; } = new()
    {
        Name = "livekit",
        Recognizes = IsOfLiveKit,
        Kinds = [KindSignal.Code(KindRank.Exception, static view => IsOfLiveKit(view) ? KindOf(view) : null)],
        Content =
        [
            new AttributeSource(UserInput, Side.Input, ContentRank.Generic, ContentRank.Vendor),
            new CodeSource(ChatContext.Name, Side.Input, ContentRank.Vendor, ContentRank.Generic, ReadContext) { Needs = [ChatContext.Name] },
            new CodeSource(ResponseText.Name, Side.Output, ContentRank.Vendor, ContentRank.Vendor, static (view, reader) =>
                AnswerWithCalls.Read(view.Attributes[ResponseText], view.Attributes[ResponseCalls], reader)) { Needs = ["lk.response."] },
        ],
        KeyPrefixes = ["lk."],
        NamePrefixes = ["agent_session", "agent_turn", "llm_node"],
        ContentSwitch = "LiveKit Agents leaves prompts and responses out when OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=false or its recording options say so.",
    };

    private static bool IsOfLiveKit(SpanView view) =>
        view.Span.ScopeName is "livekit-agents" or "livekit.agents" || view.Attributes[ChatContext] is not null || view.Attributes[UserInput] is not null;

    private static SpanKind? KindOf(SpanView view) => view.Span.Name switch
    {
        "agent_session" or "start_agent_activity" => SpanKind.Chain,
        "agent_turn" => SpanKind.Agent,
        "llm_node" or "llm_request" => SpanKind.Llm,
        "llm_request_run" => SpanKind.None,
        "function_tool" => SpanKind.Tool,
        _ => null,
    };

    /// <summary>The chat so far, as the list of its items.</summary>
    private static Content ReadContext(SpanView view, MessageReader reader)
    {
        var items = reader.Decode(view.Attributes[ChatContext])["items"u8];
        return items.Count == 0 ? Content.None : Content.OfMessages(reader.ReadMessages(items, Role.User));
    }
}
