using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Names what a turn may go on by in another trace: the tool calls that a parentless interaction ended with, and those that one answers although nothing at
/// hand made them; and the threads on which half a turn stands. Input is looked at only where it holds no prompt.
/// </summary>
internal static class TraceLinks
{
    public static void Collect(Workspace work, List<string> dangling, List<string> answered)
    {
        foreach (var interaction in work.Interactions)
        {
            AddThread(interaction, dangling, answered);
            if (!interaction.Node.Span.ParentSpanId.IsDefault)
            {
                continue;
            }

            if (!interaction.IsContinued && interaction.Why == SkipReason.ToolCallOnly)
            {
                AddCalls(interaction.Output, dangling);
            }

            if (interaction.Previous is null && !interaction.HasPrompt && TurnKey.Of(interaction.Input).HasOnlyToolResults)
            {
                AddResults(interaction.Input, answered);
            }
        }
    }

    private static void AddThread(Interaction interaction, List<string> dangling, List<string> answered)
    {
        if (interaction.IsContinued || interaction.Previous is not null || Threads.IdOf(interaction) is not { } id)
        {
            return;
        }

        if (Threads.IsQuestion(interaction))
        {
            dangling.Add(id);
        }
        else if (Threads.IsAnswer(interaction))
        {
            answered.Add(id);
        }
    }

    private static void AddCalls(IReadOnlyList<Message> output, List<string> ids)
    {
        for (var i = 0; i < output.Count; i++)
        {
            foreach (var call in output[i].Calls)
            {
                if (!call.Id.IsEmpty)
                {
                    ids.Add(call.Id.ToString());
                }
            }
        }
    }

    private static void AddResults(IReadOnlyList<Message> input, List<string> ids)
    {
        for (var i = 0; i < input.Count; i++)
        {
            foreach (var id in input[i].Results)
            {
                if (!id.IsEmpty)
                {
                    ids.Add(id.ToString());
                }
            }
        }
    }
}
