using OTel.Argilla.Exporter.Dialects;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Interactions by what two views of one call share: the response's id, prompt and answer, or the prompt of an agent and of a call. Those that share
/// nothing are never compared, however many overlap.
/// </summary>
internal sealed class TwinIndex
{
    private readonly List<Interaction> _all;
    private readonly Dictionary<(Trait Trait, string? Id, int Hash), Dictionary<string, List<int>>> _places = [];
    private readonly SortedSet<int> _found = [];

    /// <param name="all">By start, with ids and hashes set.</param>
    public TwinIndex(List<Interaction> all)
    {
        _all = all;
        for (var i = 0; i < all.Count; i++)
        {
            foreach (var (trait, id, hash, side) in TraitsOf(all[i]))
            {
                Add((trait, id, hash), side, i);
            }
        }
    }

    private enum Trait
    {
        /// <summary>A response's id; the scopes that name it then differ.</summary>
        Response,

        /// <summary>The same words under one id; twins may have one scope.</summary>
        Repeated,

        /// <summary>The same words; twins differ in scope.</summary>
        Said,

        /// <summary>The same question; one is an agent, the other a call.</summary>
        Asked,
    }

    /// <summary>Positions behind this one, ascending, that start before it ends and may be its twins. Valid until the next call.</summary>
    public SortedSet<int> Behind(int position)
    {
        _found.Clear();
        foreach (var (trait, id, hash, side) in TraitsOf(_all[position]))
        {
            foreach (var other in _places[(trait, id, hash)])
            {
                if (other.Key != side || trait == Trait.Repeated)
                {
                    AddBehind(other.Value, position);
                }
            }
        }

        return _found;
    }

    private static IEnumerable<(Trait Trait, string? Id, int Hash, string Side)> TraitsOf(Interaction interaction)
    {
        var scope = interaction.Node.Span.ScopeName;
        if (interaction.HasAnswer)
        {
            yield return (Trait.Said, null, interaction.WordsHash, scope);
        }

        foreach (var (id, namedBy) in interaction.Responses)
        {
            yield return (Trait.Response, id, 0, namedBy);
            yield return (Trait.Repeated, id, interaction.WordsHash, namedBy);
        }

        if (interaction.HasPrompt && interaction.Node.Kind is SpanKind.Agent or SpanKind.Llm)
        {
            yield return (Trait.Asked, null, interaction.PromptHash, interaction.Node.Kind.Name());
        }
    }

    private void AddBehind(List<int> places, int position)
    {
        var at = places.BinarySearch(position + 1);
        for (at = at < 0 ? ~at : at; at < places.Count && StartsBeforeEnd(places[at], position); at++)
        {
            if (_all[places[at]].IsCandidateForRecord)
            {
                _found.Add(places[at]);
            }
        }
    }

    private bool StartsBeforeEnd(int later, int position) => _all[later].Node.Span.StartUnixNano <= _all[position].Node.Span.EndUnixNano;

    private void Add((Trait Trait, string? Id, int Hash) key, string side, int position)
    {
        if (!_places.TryGetValue(key, out var bySide))
        {
            _places.Add(key, bySide = new(StringComparer.Ordinal));
        }

        if (!bySide.TryGetValue(side, out var places))
        {
            bySide.Add(side, places = []);
        }

        // One response may be named by several spans.
        if (places.Count == 0 || places[places.Count - 1] != position)
        {
            places.Add(position);
        }
    }
}
