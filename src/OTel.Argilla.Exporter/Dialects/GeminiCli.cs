using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>Gemini CLI: the conventions' keys over Gemini's own messages, one for each chunk of a stream.</summary>
internal static class GeminiCli
{
    private static readonly AttributeKey AgentName = AttributeKey.Define("gen_ai.agent.name");

    public static Dialect Dialect { get; } = new()
    {
        Name = "gemini-cli",
        Recognizes = IsOfGeminiCli,
        RecognizedBy = [AgentName],
        Content = [new CodeSource("gen_ai.output.messages", Side.Output, ContentRank.NumberedChoices, ContentRank.NumberedChoices, ReadChunks)],
        ContentSwitch = "Gemini CLI leaves prompts out when telemetry.logPrompts is false. Set it to true.",
    };

    private static bool IsOfGeminiCli(SpanView view) => view.Attributes.Is(AgentName, "gemini-cli");

    private static Content ReadChunks(SpanView view, MessageReader reader)
    {
        if (!IsOfGeminiCli(view))
        {
            return Content.None;
        }

        var messages = reader.Read(view.Attributes[Keys.OutputMessages], Role.Assistant).Messages;
        if (messages.Count < 2)
        {
            return Content.None;
        }

        var whole = reader.Tape.AddMessage(Role.Assistant);
        foreach (var chunk in messages)
        {
            whole.Texts.AddRange(chunk.Texts);
            whole.Calls.AddRange(chunk.Calls);
        }

        var text = reader.Tape.Join(whole.Texts, default);
        whole.Texts.Clear();
        if (!text.IsEmpty)
        {
            whole.Texts.Add(text);
        }

        return Content.OfMessages([whole]);
    }
}
