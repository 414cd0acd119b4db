using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Content in one event or log record for each message.</summary>
internal sealed class MessageEventsSource : ContentSource
{
    private readonly bool _numberedOnly;

    private MessageEventsSource(string name, Side side, ContentRank rank, bool numberedOnly)
        : base(name, side, rank, rank) => _numberedOnly = numberedOnly;

    public static MessageEventsSource Input { get; } = new("gen_ai.user.message", Side.Input, ContentRank.MessageEvents, numberedOnly: false);

    public static MessageEventsSource Output { get; } = new(MessageEvent.Choice, Side.Output, ContentRank.MessageEvents, numberedOnly: false);

    /// <summary>Choices with different numbers, which beat an attribute that lists them without.</summary>
    public static MessageEventsSource NumberedChoices { get; } = new(MessageEvent.Choice, Side.Output, ContentRank.NumberedChoices, numberedOnly: true);

    public override bool IsInEvents => true;

    public override Content Read(SpanView view, MessageReader reader)
    {
        var count = Count(view);
        if (count == 0 || (_numberedOnly && count == 1))
        {
            return Content.None;
        }

        var messages = new List<Message>(count);
        foreach (var e in view.Events)
        {
            if (Side == Side.Output && e.Name == MessageEvent.Choice)
            {
                MessageEvent.ReadChoice(e, reader, messages);
            }
            else if (Side == Side.Input && MessageEvent.InputRole(e.Name) is { } role)
            {
                MessageEvent.ReadInput(e, role, reader, messages);
            }
        }

        return messages.Count == 0 || (_numberedOnly && !HaveDifferentNumbers(messages)) ? Content.None : Content.OfMessages(messages);
    }

    private int Count(SpanView view)
    {
        var count = 0;
        foreach (var e in view.Events)
        {
            if (Side == Side.Output ? e.Name == MessageEvent.Choice : MessageEvent.InputRole(e.Name) is not null)
            {
                count++;
            }
        }

        return count;
    }

    private static bool HaveDifferentNumbers(List<Message> messages)
    {
        int? first = null;
        foreach (var message in messages)
        {
            first ??= message.Index;
            if (message.Index is { } index && index != first)
            {
                return true;
            }
        }

        return false;
    }
}
