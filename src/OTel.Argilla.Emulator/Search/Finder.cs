using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Rules;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Search;

/// <summary>One page of what a search found, best first, and how much it found in all.</summary>
internal sealed record Found(List<Document> Page, long Total);

/// <summary>Finds the records that pass the filters and have the words or a vector near the one given.</summary>
internal sealed class Finder(Store store, DatasetRules rules, Map body, string? user)
{
    private readonly Dataset _dataset = rules.Dataset;
    private readonly Dictionary<string, string> _questions = rules.Questions.ToDictionary(question => question.Name, question => question.Id, StringComparer.Ordinal);

    public List<Map> Filters { get; } = body.Get("filters") is Map given ? Conditions(given, "and") : [];

    public List<Map> Sorts { get; } = Conditions(body, "sort");

    public Map? Text => (body.Get("query") as Map)?.Get("text") as Map;

    public Map? Vector => (body.Get("query") as Map)?.Get("vector") as Map;

    public Found Find(long offset, long limit)
    {
        if (user is null && Filters.Count == 0 && Sorts.Count == 0 && Text is null && Vector is null && store.Records.Ghosts(_dataset).Count == 0)
        {
            var page = store.Records.InIndex(_dataset, offset, limit).Select(record => new Document(store, record, user)).ToList();
            return new Found(page, store.Records.CountIndexed(_dataset));
        }

        var found = Candidates().Select(record => new Document(store, record, user))
            .Where(document => Filters.TrueForAll(filter => Search.Filters.Passes(document, filter, _questions))).ToList();
        found = Text is null ? found : WithWords(found, Text);
        if (Vector is not null)
        {
            // The nearest, as many as a page holds, are all that is found; the offset plays no part.
            found = [.. Near(found, Vector).Take((int)limit)];
            return new Found(found, found.Count);
        }

        found = Sorted(found);
        return new Found([.. found.Skip((int)Math.Min(offset, int.MaxValue)).Take((int)limit)], found.Count);
    }

    private static List<Map> Conditions(Map from, string key) => (from.Get(key) as List<object?> ?? []).ConvertAll(condition => (Map)condition!);

    private IEnumerable<Record> Candidates()
    {
        // An index that was not made by publishing finds nothing by filters.
        if (_dataset.Index == SearchIndex.Wrong && Filters.Count > 0)
        {
            return [];
        }

        var ghosts = store.Records.Ghosts(_dataset);
        var byExternalId = Filters.Find(filter => filter.Text("type") == "terms" && ((Map)filter.Get("scope")!).Text("property") == "external_id");
        var records = byExternalId is null
            ? store.Records.InIndex(_dataset)
            : ((List<object?>)byExternalId.Get("values")!).Distinct().Select(id => store.Records.ByExternalId(_dataset, (string)id!))
                .OfType<Record>().Where(record => record.IsIndexed);
        return byExternalId is null && ghosts.Count == 0 ? records : records.Concat(ghosts).OrderBy(record => record.Position);
    }

    private List<Document> WithWords(List<Document> documents, Map text)
    {
        if (rules.Fields.Count == 0)
        {
            return [];
        }

        store.Texts.Refresh(_dataset, rules.Fields);
        var fields = Enumerable.Range(0, rules.Fields.Count).Where(i => text.Text("field") is not { } name || rules.Fields[i].Name == name).ToList();
        var scores = new TextSearch(store, _dataset, fields).Find(QueryParser.Parse(text.Text("q")!));
        foreach (var document in documents)
        {
            document.Score = scores.GetValueOrDefault(document.Record.Sequence);
        }

        return documents.FindAll(document => scores.ContainsKey(document.Record.Sequence));
    }

    private IEnumerable<Document> Near(List<Document> documents, Map vector)
    {
        var (name, id) = (vector.Text("name")!, vector.Text("record_id"));
        var wanted = id is null ? (List<object?>)vector.Get("value")! : store.Vectors.Values(store.Records.ById(id)!, name)!;
        var direction = vector.Text("order") == "least_similar" ? -1d : 1d;
        var value = wanted.ConvertAll(element => direction * (double)element!);
        foreach (var document in documents.Where(document => document.Record.Id != id))
        {
            if (store.Vectors.Values(document.Record, name) is { } own)
            {
                document.Score = Similarity.Cosine(value, own.ConvertAll(element => (double)element!));
                yield return document;
            }
        }
    }

    private List<Document> Sorted(List<Document> found)
    {
        if (Sorts.Count == 0)
        {
            foreach (var document in user is null ? [] : found)
            {
                document.Score *= RandomOrder.Of(user!, document.Record.Position);
            }

            return user is null && Text is null ? found : [.. found.OrderByDescending(document => document.Score)];
        }

        for (var i = Sorts.Count - 1; i >= 0; i--)
        {
            var sort = Sorts[i];
            found = [.. found.Order(Comparer<Document>.Create((left, right) => Search.Filters.Sort(left, right, sort, _questions)))];
        }

        foreach (var document in found)
        {
            document.Score = null;
        }

        return found;
    }
}
