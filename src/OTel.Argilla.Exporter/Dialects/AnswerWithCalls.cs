using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>An answer whose text stands in one attribute and whose tool calls stand in another.</summary>
internal static class AnswerWithCalls
{
    public static Content Read(object? text, object? calls, MessageReader reader)
    {
        var content = ContentReader.OfText(reader.Tape, reader.Tape.AddAttribute(text), Role.Assistant);
        var called = reader.Decode(calls);
        if (content.Kind == ContentKind.None && called.Count == 0)
        {
            return Content.None;
        }

        var message = content.Kind == ContentKind.None ? reader.Tape.AddMessage(Role.Assistant) : content.Messages[0];
        foreach (var call in called.Items)
        {
            PartReader.AddCall(message, call.IsText ? reader.Decode(call) : call);
        }

        return Content.OfMessages([message]);
    }
}
