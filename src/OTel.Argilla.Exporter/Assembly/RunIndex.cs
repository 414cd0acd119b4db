namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// The runs within a bracket by what a further part must share with one to belong to it: its prompt, the first message of its input, or the call whose
/// result the part brings. Thousands of runs that have nothing to do with each other are never compared.
/// </summary>
internal sealed class RunIndex
{
    private readonly List<List<Interaction>> _runs;
    private readonly CallIndex _calls = new();

    /// <summary>Positions of the runs that parts lie in.</summary>
    private readonly Dictionary<Interaction, int> _runOf = [];
    private readonly Dictionary<int, SortedSet<int>> _byPrompt = [];
    private readonly Dictionary<int, SortedSet<int>> _byBeginning = [];

    public RunIndex(List<List<Interaction>> runs) => _runs = runs;

    /// <param name="part">What was added to a run.</param>
    /// <param name="to">That run, which the first part makes the last of all.</param>
    public void Add(Interaction part, List<Interaction> to)
    {
        var run = to.Count == 1 ? _runs.Count - 1 : _runOf[to[0]];
        _runOf[part] = run;
        _calls.Add(part);
        Add(_byPrompt, PromptHash(part), run);
        if (TurnKey.Of(part.Input) is { Messages: > 0 } key)
        {
            Add(_byBeginning, key.Beginning, run);
        }
    }

    /// <summary>The runs that this part may belong to, the latest first, and for each thing in common no more than are worth an attempt.</summary>
    public IEnumerable<List<Interaction>> Of(Interaction part)
    {
        var found = new SortedSet<int>();
        found.UnionWith(_calls.LatestAnsweredBy(part).Select(caller => _runOf[caller]));
        AddFound(_byPrompt, PromptHash(part), found);
        if (TurnKey.Of(part.Input) is { Messages: > 0 } key)
        {
            AddFound(_byBeginning, key.Beginning, found);
        }

        return found.Reverse().Select(run => _runs[run]);
    }

    private static int PromptHash(Interaction part) => part.Prompts.Count > 0 && part.Prompts[0] is { } prompt ? TurnKey.Hash(prompt.Text) : 0;

    private static void Add(Dictionary<int, SortedSet<int>> index, int hash, int run)
    {
        if (!index.TryGetValue(hash, out var runs))
        {
            index.Add(hash, runs = []);
        }

        runs.Add(run);
    }

    private static void AddFound(Dictionary<int, SortedSet<int>> index, int hash, SortedSet<int> found)
    {
        if (index.TryGetValue(hash, out var runs))
        {
            found.UnionWith(runs.Reverse().Take(Workspace.MaxAttempts));
        }
    }
}
