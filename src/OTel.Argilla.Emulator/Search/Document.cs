using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Search;

/// <summary>A record as the search engine knows it, read as far as a search asks.</summary>
internal sealed class Document(Store store, Record record, string? user)
{
    private Map? _metadata;
    private List<Map>? _responses;
    private List<Map>? _suggestions;

    public Record Record { get; } = record;

    /// <summary>How well it fits; null when something else than that sorts.</summary>
    public double? Score { get; set; } = 1;

    private Map Metadata => _metadata ??= Record.IndexedMetadata is null ? [] : Documents.Map(Record.IndexedMetadata);

    private List<Map> Suggestions => _suggestions ??= store.Suggestions.Of(Record);

    /// <summary>All responses or, in a search of one's own, one's own.</summary>
    private List<Map> Responses => _responses ??= store.Responses.Of(Record).FindAll(response => user is null || response.Text("user_id") == user);

    /// <summary>The values that a filter or a sort looks at.</summary>
    public IEnumerable<object> Values(Map scope, IReadOnlyDictionary<string, string> questions)
    {
        var found = scope.Text("entity") switch
        {
            "record" => [OwnValue(scope.Text("property")!)],
            "metadata" => Flat(Metadata.Get(scope.Text("metadata_property")!)),
            "suggestion" => Suggestions.Where(suggestion => suggestion.Text("question_id") == questions[scope.Text("question")!])
                .SelectMany(suggestion => Flat(suggestion.Get(scope.Text("property") ?? "value"))),
            _ when scope.Text("question") is { } question => Responses.SelectMany(response =>
                Flat(((response.Get("values") as Map)?.Get(question) as Map)?.Get("value"))),
            _ => Statuses(),
        };
        return found.OfType<object>();
    }

    private IEnumerable<object?> Statuses() => Responses.Count == 0 ? ["pending"] : Responses.Select(response => response.Get("status"));

    private object? OwnValue(string property) => property switch
    {
        "id" => Record.Id,
        "external_id" => Record.ExternalId,
        "status" => Record.Status,
        "inserted_at" => Record.InsertedAt,
        "updated_at" => Record.UpdatedAt,
        _ => null,
    };

    private static IEnumerable<object?> Flat(object? value) => value switch
    {
        List<object?> list => list.Select(item => item is Map map ? map.Get("value") ?? map.Get("label") : item),
        _ => [value],
    };
}
