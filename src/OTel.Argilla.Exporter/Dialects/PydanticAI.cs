using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// Pydantic AI, versions 1 to 6 of its instrumentation: the agent's span has all messages of the conversation and the result, its calls have the
/// conventions (version 1: one attribute that lists what were events). With content off the messages stay as skeletons without texts.
/// </summary>
internal static class PydanticAI
{
    private static readonly AttributeKey AllMessages = AttributeKey.Define("pydantic_ai.all_messages");
    private static readonly AttributeKey AllMessageEvents = AttributeKey.Define("all_messages_events");
    private static readonly AttributeKey NewMessageIndex = AttributeKey.Define("pydantic_ai.new_message_index");
    private static readonly AttributeKey FinalResult = AttributeKey.Define("final_result");
    private static readonly AttributeKey Events = AttributeKey.Define("events");

    public static Dialect Dialect { get; } = new()
    {
        Name = "pydantic-ai",
        OwnsScope = static scope => scope.StartsWith("pydantic-ai", StringComparison.Ordinal),
        Recognizes = static view => view.Attributes[AllMessages] is not null || view.Attributes[AllMessageEvents] is not null,
        RecognizedBy = [AllMessages, AllMessageEvents],
        Kinds =
        [
            KindSignal.Present(KindRank.Vendor, AllMessages, SpanKind.Agent),
            KindSignal.Present(KindRank.Vendor, AllMessageEvents, SpanKind.Agent),
            KindSignal.Named("agent run", SpanKind.Agent),
            KindSignal.Named("running tool", SpanKind.Tool),
        ],
        Content =
        [
            new CodeSource(FinalResult.Name, Side.Output, ContentRank.FinalResult, ContentRank.FinalResult, ReadResult) { Needs = [FinalResult.Name] },
            new CodeSource(AllMessages.Name, Side.Input, ContentRank.RunMessages, ContentRank.RunMessages, ReadInput) { Needs = [AllMessages.Name, AllMessageEvents.Name] },
            new CodeSource(AllMessages.Name, Side.Output, ContentRank.RunMessages, ContentRank.RunMessages, static (view, reader) => NewOf(view, reader, ReadAll(view, reader))) { Needs = [AllMessages.Name, AllMessageEvents.Name] },
            new CodeSource(Events.Name, Side.Input, ContentRank.MessageEvents, ContentRank.MessageEvents, static (view, reader) => ReadEvents(view, reader, Side.Input)) { Needs = [Events.Name] },
            new CodeSource(Events.Name, Side.Output, ContentRank.MessageEvents, ContentRank.MessageEvents, static (view, reader) => ReadEvents(view, reader, Side.Output)) { Needs = [Events.Name] },
        ],
        KeyPrefixes = ["pydantic_ai.", "all_messages_events", "final_result", "model_request_parameters"],
        NamePrefixes = ["agent run", "running tool"],
        ContentSwitch = "Pydantic AI leaves prompts and responses out when InstrumentationSettings(include_content=False) is used. Remove that argument.",
    };

    private static Content ReadResult(SpanView view, MessageReader reader) =>
        ContentReader.OfText(reader.Tape, reader.Tape.AddAttribute(view.Attributes[FinalResult]), Role.Assistant);

    /// <summary>All messages, earlier runs' too, so that the history is known; unless only those runs asked anything.</summary>
    private static Content ReadInput(SpanView view, MessageReader reader)
    {
        var all = ReadAll(view, reader);
        var added = NewOf(view, reader, all);
        return added.Messages.Any(static m => m is { Role: Role.User, HasTextOrMedia: true }) ? all : added;
    }

    private static Content ReadAll(SpanView view, MessageReader reader)
    {
        var list = reader.Decode(view.Attributes[AllMessages] ?? view.Attributes[AllMessageEvents]);
        return list.IsArray ? Content.OfMessages(reader.ReadMessages(list, Role.User)) : Content.None;
    }

    /// <summary>What this run added.</summary>
    private static Content NewOf(SpanView view, MessageReader reader, Content all) =>
        reader.Tape.AddAttribute(view.Attributes[NewMessageIndex]).TryGetInt64(out var index) && index > 0 && index < all.Messages.Count
            ? Content.OfMessages([.. all.Messages.Skip((int)index)])
            : all;

    private static Content ReadEvents(SpanView view, MessageReader reader, Side side)
    {
        var messages = new List<Message>();
        foreach (var item in reader.Decode(view.Attributes[Events]).Items)
        {
            if (item["event.name"u8].Text.Is("gen_ai.choice"u8) == (side == Side.Output)
                && reader.ReadMessage(item, side == Side.Output ? Role.Assistant : Role.User) is { } message)
            {
                messages.Add(message);
            }
        }

        return messages.Count == 0 ? Content.None : Content.OfMessages(messages);
    }
}
