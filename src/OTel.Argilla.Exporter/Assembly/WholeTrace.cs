using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>The option of one record for each trace: the first prompt of all its interactions, and the answer that came last.</summary>
internal static class WholeTrace
{
    public static void Join(Workspace work)
    {
        var last = new Dictionary<TraceId, Interaction>();
        foreach (var interaction in work.Interactions)
        {
            if (!interaction.IsCandidateForRecord)
            {
                continue;
            }

            if (last.TryGetValue(interaction.Node.Span.TraceId, out var before))
            {
                interaction.First.Follow(before);
                if (before.HasPrompt)
                {
                    interaction.Prompts = before.Prompts;
                    interaction.PromptNode = before.PromptNode;
                }

                KeepLatestAnswer(interaction, before);
            }

            last[interaction.Node.Span.TraceId] = interaction;
        }
    }

    private static void KeepLatestAnswer(Interaction interaction, Interaction before)
    {
        if (before.HasAnswer && (!interaction.HasAnswer || before.AnswerNode.Span.EndUnixNano > interaction.AnswerNode.Span.EndUnixNano))
        {
            interaction.Answers = before.Answers;
            interaction.AnswerNode = before.AnswerNode;
            interaction.Why = before.Why;
        }
    }
}
