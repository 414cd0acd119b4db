using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Rules;
using OTel.Argilla.Emulator.Schemas;
using OTel.Argilla.Emulator.Search;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Endpoints;

/// <summary>Searching records by text and filters, for all or for oneself.</summary>
internal static class SearchEndpoints
{
    public static IEnumerable<ApiRoute> Routes =>
    [
        new("POST", "/datasets/{dataset_id}/records/search", call => Find(call, Access.EditDataset(call), own: false))
        {
            Query = RecordSchemas.SearchPage, BodyKind = BodyKind.Json, Body = SearchSchemas.Search,
        },
        new("POST", "/me/datasets/{dataset_id}/records/search", call => Find(call, Access.ReadDataset(call), own: true))
        {
            Query = RecordSchemas.SearchPage, BodyKind = BodyKind.Json, Body = SearchSchemas.Search,
        },
    ];

    private static Reply Find(Call call, Dataset dataset, bool own)
    {
        var rules = new DatasetRules(call.Store, dataset);
        var includes = Includes.Parse(call.Query.Get("include"));
        var filters = call.Body.Get("filters") is Map given ? Conditions(given, "and") : [];
        var sorts = Conditions(call.Body, "sort");
        var text = (call.Body.Get("query") as Map)?.Get("text") as Map;
        Names(rules, text?.Text("field"), filters.Concat(sorts).Select(condition => (Map)condition.Get("scope")!));
        Refuse(call, dataset, filters, sorts);

        var user = own ? call.User.Id : null;
        var questions = rules.Questions.ToDictionary(question => question.Name, question => question.Id, StringComparer.Ordinal);
        var found = Candidates(call.Store, dataset, filters).Select(record => new Document(call.Store, record, user))
            .Where(document => filters.TrueForAll(filter => Filters.Passes(document, filter, questions))).ToList();
        found = text is null ? found : new TextQuery(text.Text("q")!, text.Text("field")).Find(found);
        for (var i = sorts.Count - 1; i >= 0; i--)
        {
            var sort = sorts[i];
            found = [.. found.Order(Comparer<Document>.Create((left, right) => Filters.Sort(left, right, sort, questions)))];
        }

        var answer = new RecordAnswer(call.Store, dataset);
        answer = call.User.IsOwner || call.User.IsAdmin ? answer : answer.ForAnnotator();
        var page = found.Skip((int)Math.Min((long)call.Query.Get("offset")!, int.MaxValue)).Take((int)(long)call.Query.Get("limit")!)
            .Select(document => new Map().With("record", answer.Plain(document.Record, includes, user)).With("query_score", document.Score)).ToList();
        return Reply.Ok(new Map().With("items", page).With("total", (long)found.Count));
    }

    private static List<Map> Conditions(Map from, string key) => (from.Get(key) as List<object?> ?? []).ConvertAll(condition => (Map)condition!);

    private static void Names(DatasetRules rules, string? field, IEnumerable<Map> scopes)
    {
        if (field is not null && !rules.Fields.Exists(part => part.Name == field))
        {
            throw ApiError.Invalid($"Field `{field}` not found in dataset `{rules.Dataset.Id}`.");
        }

        foreach (var scope in scopes)
        {
            if (scope.Text("metadata_property") is { } property && rules.Property(property) is null)
            {
                throw ApiError.Invalid($"MetadataProperty not found filtering by name={property}, dataset_id={rules.Dataset.Id}");
            }

            if (scope.Text("question") is { } question && !rules.Questions.Exists(part => part.Name == question))
            {
                throw ApiError.Invalid($"Question not found filtering by name={question}, dataset_id={rules.Dataset.Id}");
            }
        }
    }

    /// <summary>What the real server cannot answer: drafts have no index, and an index that was not made by publishing knows no statuses.</summary>
    private static void Refuse(Call call, Dataset dataset, List<Map> filters, List<Map> sorts)
    {
        if (call.Body.Get("filters") is Map given && !given.ContainsKey("and"))
        {
            throw ApiError.Server("builtins.AttributeError", "'NoneType' object has no attribute 'and_'");
        }

        if ((call.Body.Get("query") as Map)?.Get("vector") is Map vector)
        {
            MissingVector(call.Store, vector);
            throw ApiError.Server("opensearchpy.exceptions.RequestError", "RequestError(400, 'search_phase_execution_exception')");
        }

        if (dataset.Index == SearchIndex.None)
        {
            throw ApiError.Server("opensearchpy.exceptions.NotFoundError", $"NotFoundError(404, 'index_not_found_exception', 'no such index [rg.{dataset.Id}]')");
        }

        var usesResponses = filters.Exists(filter => ((Map)filter.Get("scope")!).Text("entity") == "response");
        if (dataset.Index == SearchIndex.Wrong && (usesResponses || sorts.Count > 0))
        {
            throw ApiError.Server("opensearchpy.exceptions.RequestError", "RequestError(400, 'search_phase_execution_exception')");
        }
    }

    private static void MissingVector(Store store, Map vector)
    {
        if (vector.Text("record_id") is { } id && vector.Text("name") is { } name
            && store.Records.ById(id) is { } record && !store.Vectors.Of(record).ContainsKey(name))
        {
            throw new ApiError(422, new Map().With("code", "missing_vector")
                .With("message", $"Record `{id}` does not have a vector for vector settings `{name}`"));
        }
    }

    private static IEnumerable<Record> Candidates(Store store, Dataset dataset, List<Map> filters)
    {
        if (dataset.Index == SearchIndex.Wrong && filters.Count > 0)
        {
            return [];
        }

        var byExternalId = filters.Find(filter => filter.Text("type") == "terms" && ((Map)filter.Get("scope")!).Text("property") == "external_id");
        return byExternalId is null
            ? store.Records.InIndex(dataset)
            : ((List<object?>)byExternalId.Get("values")!).Distinct().Select(id => store.Records.ByExternalId(dataset, (string)id!))
                .OfType<Record>().Where(record => record.IsIndexed).OrderBy(record => record.Position);
    }
}
