using OTel.Argilla.Exporter.Dialects;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// A turn whose question and answer are two calls of the app, often in two traces, with nothing in common but the id of the thread they stand on: a message is
/// put on it, a run answers it, and the thread's messages are listed.
/// </summary>
internal static class Threads
{
    /// <summary>Joins each answer to the last question that was put on its thread before it.</summary>
    public static void Join(List<Interaction> interactions)
    {
        Dictionary<string, Interaction>? asked = null;
        Dictionary<string, Interaction>? answered = null;

        // By start.
        foreach (var interaction in interactions)
        {
            if (interaction.IsContinued || IdOf(interaction) is not { } id)
            {
                continue;
            }

            if (IsQuestion(interaction))
            {
                (asked ??= new(StringComparer.Ordinal))[id] = interaction;
            }
            else if (IsAnswer(interaction))
            {
                if (asked is not null && asked.TryGetValue(id, out var question))
                {
                    interaction.Follow(question);
                    asked.Remove(id);
                    (answered ??= new(StringComparer.Ordinal))[id] = interaction;
                }
                else if (answered is not null && answered.TryGetValue(id, out var known))
                {
                    // Listed again.
                    interaction.TwinOf = known;
                }
            }
        }

        foreach (var question in asked?.Values ?? Enumerable.Empty<Interaction>())
        {
            question.Why = SkipReason.NoAnswer;
        }
    }

    public static string? IdOf(Interaction interaction) => interaction.Node.Attributes[AzureAgents.ThreadId] as string;

    /// <summary>Half a turn that waits for its answer.</summary>
    public static bool IsQuestion(Interaction interaction) => interaction.HasPrompt && !interaction.HasAnswer;

    /// <summary>Half a turn that lacks its question.</summary>
    public static bool IsAnswer(Interaction interaction) => interaction.HasAnswer && !interaction.HasPrompt;
}
