using OTel.Argilla.Emulator.Http;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Rules;
using OTel.Argilla.Emulator.Schemas;
using OTel.Argilla.Emulator.Search;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Endpoints;

/// <summary>Searching records by text, vectors and filters, for all or for oneself.</summary>
internal static class SearchEndpoints
{
    public static IEnumerable<ApiRoute> Routes =>
    [
        new("POST", "/datasets/{dataset_id}/records/search", call => Find(call, Access.EditDataset(call), user: null))
        {
            Query = RecordSchemas.SearchPage, BodyKind = BodyKind.Json, Body = SearchSchemas.Search,
        },
        new("POST", "/me/datasets/{dataset_id}/records/search", call => Find(call, Access.ReadDataset(call), call.User.Id))
        {
            Query = RecordSchemas.SearchPage, BodyKind = BodyKind.Json, Body = SearchSchemas.Search,
        },
    ];

    /// <summary>A search of the records as they are, or of one's own work on them when there is a user.</summary>
    private static Reply Find(Call call, Dataset dataset, string? user)
    {
        var rules = new DatasetRules(call.Store, dataset);
        var includes = Includes.Parse(call.Query.Get("include"));
        var finder = new Finder(call.Store, rules, call.Body, user);
        Names(rules, finder);
        Vector(call.Store, rules, finder.Vector);
        Outages.Search(call.Store, dataset);
        Refuse(call, dataset, finder);

        var found = finder.Find((long)call.Query.Get("offset")!, (long)call.Query.Get("limit")!);
        if (found.Page.Exists(document => document.Record.IsGhost))
        {
            throw ApiError.Server("builtins.AttributeError", "'NoneType' object has no attribute 'is_relationship_loaded'");
        }

        var answer = new RecordAnswer(call.Store, dataset);
        answer = call.User.IsOwner || call.User.IsAdmin ? answer : answer.ForAnnotator();
        var items = found.Page.ConvertAll(document => new Map()
            .With("record", answer.Plain(call.Store.Records.ById(document.Record.Id)!, includes, user)).With("query_score", document.Score));
        return Reply.Ok(new Map().With("items", items).With("total", found.Total));
    }

    private static void Names(DatasetRules rules, Finder finder)
    {
        if (finder.Text?.Text("field") is { } field && !rules.Fields.Exists(part => part.Name == field))
        {
            throw ApiError.Invalid($"Field `{field}` not found in dataset `{rules.Dataset.Id}`.");
        }

        foreach (var scope in finder.Filters.Concat(finder.Sorts).Select(condition => (Map)condition.Get("scope")!))
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

    private static void Vector(Store store, DatasetRules rules, Map? vector)
    {
        if (vector is null)
        {
            return;
        }

        var name = vector.Text("name")!;
        if (!rules.Vectors.Exists(settings => settings.Name == name))
        {
            throw ApiError.Invalid($"Vector `{name}` not found in dataset `{rules.Dataset.Id}`.");
        }

        if (vector.Text("record_id") is not { } id)
        {
            return;
        }

        if (store.Records.ById(id) is not { } record || record.Dataset != rules.Dataset.Sequence)
        {
            throw ApiError.Invalid($"Record with id `{id}` not found in dataset `{rules.Dataset.Id}`.");
        }

        if (store.Vectors.Values(record, name) is null)
        {
            throw new ApiError(422, new Map().With("code", "missing_vector")
                .With("message", $"Record `{id}` does not have a vector for vector settings `{name}`"));
        }
    }

    /// <summary>What the search engine cannot answer.</summary>
    private static void Refuse(Call call, Dataset dataset, Finder finder)
    {
        if (call.Body.Get("filters") is Map given && !given.ContainsKey("and"))
        {
            throw ApiError.Server("builtins.AttributeError", "'NoneType' object has no attribute 'and_'");
        }

        // An index that was not made by publishing knows neither statuses nor responses.
        var usesResponses = finder.Filters.Exists(filter => ((Map)filter.Get("scope")!).Text("entity") == "response");
        var isBlind = dataset.Index == SearchIndex.Wrong
            && (usesResponses || finder.Vector is not null || finder.Sorts.Exists(sort => !IsTime((Map)sort.Get("scope")!)));
        if (isBlind || (finder.Vector is not null && (call.Store.RefuseVectors || !HasDimensions(call.Store, dataset, finder.Vector))))
        {
            throw ApiError.Server("opensearchpy.exceptions.RequestError", "RequestError(400, 'search_phase_execution_exception')");
        }
    }

    private static bool IsTime(Map scope) => scope.Text("property") is "inserted_at" or "updated_at";

    private static bool HasDimensions(Store store, Dataset dataset, Map vector) => vector.Get("value") is not List<object?> value
        || store.Parts.ByName(dataset, PartKind.VectorSettings, vector.Text("name")!)!.Document.Get("dimensions") is long dimensions && dimensions == value.Count;
}
