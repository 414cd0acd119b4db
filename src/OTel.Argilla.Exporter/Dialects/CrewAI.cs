using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// CrewAI through OpenInference or OpenLLMetry: the crew's span has no prompt of its own but the tasks it did, with what each was to do. <c>crew_tasks</c> says
/// the same but is written even where content is switched off, so it is not read.
/// </summary>
internal static class CrewAI
{
    private static readonly AttributeKey OutputValue = AttributeKey.Define("output.value");
    private static readonly AttributeKey Result = AttributeKey.Define("crewai.crew.result");

    public static Dialect Dialect { get; } = new()
    {
        Name = "crewai",
        OwnsScope = static scope => scope.IndexOf("crewai", StringComparison.OrdinalIgnoreCase) >= 0,
        Recognizes = static view => view.Attributes[Result] is not null,
        RecognizedBy = [Result],
        Content =
        [
            new CodeSource("tasks_output", Side.Input, ContentRank.Never, ContentRank.RunTask, static (view, reader) => FirstTask(view.Attributes[OutputValue], reader)) { Needs = [OutputValue.Name] },
            new AttributeSource(Result, Side.Output, ContentRank.Never, ContentRank.FinalResult),
        ],
        KeyPrefixes = ["crewai."],
        ContentSwitch = "CrewAI's prompts and responses were hidden by the instrumentation: unset OPENINFERENCE_HIDE_INPUTS and OPENINFERENCE_HIDE_OUTPUTS, or TRACELOOP_TRACE_CONTENT.",
    };

    private static Content FirstTask(object? output, MessageReader reader) =>
        output is string text && text.IndexOf("\"tasks_output\"", StringComparison.Ordinal) >= 0
        && reader.Decode(text)["tasks_output"u8].At(0)["description"u8] is { IsText: true } description
            ? ContentReader.OfText(reader.Tape, description, Role.User)
            : Content.None;
}
