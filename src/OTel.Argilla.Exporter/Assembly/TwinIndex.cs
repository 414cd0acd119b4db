using OTel.Argilla.Exporter.Dialects;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>
/// Interactions by what two views of one call share: the response's id, prompt and answer, or the prompt of an agent and of a call. Those that share
/// nothing are never compared, however many overlap.
/// </summary>
internal sealed class TwinIndex
{
    private readonly List<Interaction> _all;
    private readonly Dictionary<(Trait Trait, string? Id, int Hash), TwinPlaces> _places = [];

    /// <param name="all">By start, with ids and hashes set.</param>
    public TwinIndex(List<Interaction> all)
    {
        _all = all;
        for (var i = 0; i < all.Count; i++)
        {
            // The parts of a turn but the last, which carries it.
            if (!all[i].IsCandidateForRecord)
            {
                continue;
            }

            foreach (var (trait, id, hash, side) in TraitsOf(all[i]))
            {
                if (!_places.TryGetValue((trait, id, hash), out var places))
                {
                    _places.Add((trait, id, hash), places = new TwinPlaces());
                }

                places.Add(i, side);
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

    /// <summary>Positions behind this one, ascending, that start before it ends and may be its twins.</summary>
    public IEnumerable<int> Behind(int position)
    {
        var walks = new List<TwinPlaces.Walk>();
        var next = new SortedSet<(int Position, int Walk)>();
        foreach (var (trait, id, hash, side) in TraitsOf(_all[position]))
        {
            walks.Add(_places[(trait, id, hash)].Behind(position, trait == Trait.Repeated ? null : side));
            Await(walks.Count - 1);
        }

        var last = position;
        while (next.Count > 0)
        {
            var (found, walk) = next.Min;
            next.Remove(next.Min);
            if (_all[found].Node.Span.StartUnixNano > _all[position].Node.Span.EndUnixNano)
            {
                yield break;
            }

            if (found != last)
            {
                yield return last = found;
            }

            walks[walk].Advance();
            Await(walk);
        }

        void Await(int walk)
        {
            if (walks[walk].Position is { } ahead)
            {
                next.Add((ahead, walk));
            }
        }
    }

    private static IEnumerable<(Trait Trait, string? Id, int Hash, string Side)> TraitsOf(Interaction interaction)
    {
        var scope = interaction.Node.Span.ScopeName;
        if (interaction.HasAnswer)
        {
            yield return (Trait.Said, null, interaction.WordsHash, scope);
        }

        foreach (var response in interaction.Responses)
        {
            yield return (Trait.Repeated, response.Key, interaction.WordsHash, scope);
            foreach (var namedBy in response.Value)
            {
                yield return (Trait.Response, response.Key, 0, namedBy);
            }
        }

        if (interaction.HasPrompt && interaction.Node.Kind is SpanKind.Agent or SpanKind.Llm)
        {
            yield return (Trait.Asked, null, interaction.PromptHash, interaction.Node.Kind.Name());
        }
    }
}
