using OTel.Argilla.Exporter.Messages;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Interactions by the tool calls in their output, so that the one whose calls are answered is found without asking thousands of others.</summary>
internal sealed class CallIndex
{
    private readonly Dictionary<int, List<Interaction>> _byCallId = [];

    public void Add(Interaction interaction)
    {
        var output = interaction.Output;
        for (var i = 0; i < output.Count; i++)
        {
            foreach (var call in output[i].Calls)
            {
                if (!call.Id.IsEmpty)
                {
                    Add(TurnKey.Hash(call.Id), interaction);
                }
            }
        }
    }

    /// <summary>Those that may have made the first call which this one's input answers, the latest first, and no more than are worth an attempt.</summary>
    public IEnumerable<Interaction> LatestAnsweredBy(Interaction interaction)
    {
        var found = AnsweredBy(interaction);
        for (var i = found.Count - 1; i >= 0 && i >= found.Count - Workspace.MaxAttempts; i--)
        {
            yield return found[i];
        }
    }

    private List<Interaction> AnsweredBy(Interaction interaction)
    {
        var input = interaction.Input;
        for (var i = 0; i < input.Count; i++)
        {
            if (input[i].Results.Count > 0)
            {
                return _byCallId.TryGetValue(TurnKey.Hash(input[i].Results[0]), out var found) ? found : [];
            }
        }

        return [];
    }

    private void Add(int id, Interaction interaction)
    {
        if (!_byCallId.TryGetValue(id, out var list))
        {
            _byCallId.Add(id, list = []);
        }

        // A call may stand in a transcript twice.
        if (list.Count == 0 || list[list.Count - 1] != interaction)
        {
            list.Add(interaction);
        }
    }
}
