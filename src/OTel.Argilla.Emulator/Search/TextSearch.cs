using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Search;

/// <summary>Which records have the words that were searched for, and how well they fit.</summary>
internal sealed class TextSearch(Store store, Dataset dataset, IReadOnlyList<int> fields)
{
    /// <summary>The sequence numbers of what was found, with scores.</summary>
    public Dictionary<long, double> Find(QueryNode? query) => query switch
    {
        QueryNode.Match match => Best(match.Expression),
        QueryNode.Not not => All().ExceptBy(Find(not.Inner).Keys, pair => pair.Key).ToDictionary(),
        QueryNode.Both { IsOr: true } both => Or(Find(both.Left), Find(both.Right)),
        QueryNode.Both both => And(Find(both.Left), Find(both.Right)),
        _ => [],
    };

    /// <summary>All words of a match must stand in one field; the field that fits best counts.</summary>
    private Dictionary<long, double> Best(string expression)
    {
        var best = new Dictionary<long, double>();
        foreach (var (record, score) in fields.SelectMany(field => store.Texts.Find(dataset, field, expression)))
        {
            best[record] = Math.Max(best.GetValueOrDefault(record), score);
        }

        return best;
    }

    private Dictionary<long, double> All() => store.Records.InIndex(dataset).ToDictionary(record => record.Sequence, _ => 1d);

    private static Dictionary<long, double> Or(Dictionary<long, double> left, Dictionary<long, double> right)
    {
        foreach (var (key, score) in right)
        {
            left[key] = left.GetValueOrDefault(key) + score;
        }

        return left;
    }

    private static Dictionary<long, double> And(Dictionary<long, double> left, Dictionary<long, double> right) =>
        left.Where(pair => right.ContainsKey(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value + right[pair.Key]);
}
