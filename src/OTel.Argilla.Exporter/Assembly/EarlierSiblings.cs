namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// The siblings so far by what a later one must share with them to go on from them: the call whose result it brings, or the first message of an input
/// that is shorter than its own. Thousands of siblings that have nothing to do with each other are never compared.
/// </summary>
internal sealed class EarlierSiblings
{
    private readonly CallIndex _calls = new();
    private readonly Dictionary<int, SortedDictionary<int, List<(int Position, Interaction Interaction)>>> _byBeginning = [];
    private readonly List<(int Position, Interaction Interaction)> _found = [];
    private int _count;

    /// <param name="interaction">A sibling that starts after those added before.</param>
    /// <param name="isHandedOver">The very same input may go on from it, too.</param>
    public void Add(Interaction interaction, bool isHandedOver)
    {
        _calls.Add(interaction);
        if (!_byBeginning.TryGetValue(interaction.Key.Beginning, out var byLength))
        {
            _byBeginning.Add(interaction.Key.Beginning, byLength = []);
        }

        var length = LengthOf(interaction, isHandedOver);
        if (!byLength.TryGetValue(length, out var list))
        {
            byLength.Add(length, list = []);
        }

        list.Add((_count++, interaction));
    }

    /// <summary>Those that this one may go on from, the latest first, and no more than are worth an attempt.</summary>
    public IEnumerable<Interaction> Before(Interaction interaction)
    {
        if (interaction.Key.Messages == 0)
        {
            return [];
        }

        if (interaction.Key.HasOnlyToolResults)
        {
            return _calls.LatestAnsweredBy(interaction);
        }

        _found.Clear();
        if (_byBeginning.TryGetValue(interaction.Key.Beginning, out var byLength))
        {
            foreach (var entry in byLength)
            {
                if (entry.Key > LengthOf(interaction, isHandedOver: true))
                {
                    break;
                }

                _found.AddRange(entry.Value.Skip(entry.Value.Count - Workspace.MaxAttempts));
            }
        }

        _found.Sort(static (a, b) => b.Position.CompareTo(a.Position));
        return _found.Take(Workspace.MaxAttempts).Select(static found => found.Interaction);
    }

    /// <summary>One that another now goes on from.</summary>
    public void Remove(Interaction interaction)
    {
        var byLength = _byBeginning[interaction.Key.Beginning];
        foreach (var isHandedOver in new[] { true, false })
        {
            var length = LengthOf(interaction, isHandedOver);
            if (byLength.TryGetValue(length, out var list) && list.FindLastIndex(entry => entry.Interaction == interaction) is >= 0 and var at)
            {
                list.RemoveAt(at);
                if (list.Count == 0)
                {
                    byLength.Remove(length);
                }
            }
        }
    }

    /// <summary>Lengths in order: what was handed over counts as shorter than another input of as many messages.</summary>
    private static int LengthOf(Interaction interaction, bool isHandedOver) => (interaction.Key.Messages * 2) + (isHandedOver ? 0 : 1);
}
