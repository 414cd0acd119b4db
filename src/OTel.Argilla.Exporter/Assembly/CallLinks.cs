namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Names the tool calls by which a turn may go on in another trace: those that a parentless interaction ended with, and those that one answers
/// although nothing at hand made them. Input is looked at only where it holds no prompt.
/// </summary>
internal static class CallLinks
{
    public static void Collect(Workspace work, List<string> dangling, List<string> answered)
    {
        foreach (var interaction in work.Interactions)
        {
            if (!interaction.Node.Span.ParentSpanId.IsDefault)
            {
                continue;
            }

            if (!interaction.IsContinued && interaction.Why == SkipReason.ToolCallOnly)
            {
                AddCalls(interaction, dangling);
            }

            if (interaction.Previous is null && !interaction.HasPrompt && TurnStep.HasOnlyToolResults(interaction.Input))
            {
                AddResults(interaction, answered);
            }
        }
    }

    private static void AddCalls(Interaction interaction, List<string> ids)
    {
        for (var i = 0; i < interaction.Output.Count; i++)
        {
            foreach (var call in interaction.Output[i].Calls)
            {
                if (!call.Id.IsEmpty)
                {
                    ids.Add(call.Id.ToString());
                }
            }
        }
    }

    private static void AddResults(Interaction interaction, List<string> ids)
    {
        for (var i = 0; i < interaction.Input.Count; i++)
        {
            foreach (var id in interaction.Input[i].Results)
            {
                if (!id.IsEmpty)
                {
                    ids.Add(id.ToString());
                }
            }
        }
    }
}
