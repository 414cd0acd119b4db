using System.Text.Json.Nodes;

namespace OTel.Argilla.Emulator.Tests.Sequences;

/// <summary>Random searches that fit a dataset.</summary>
internal static class RandomSearch
{
    private static readonly string[] Times = ["inserted_at", "updated_at"];

    public static JsonObject Of(DatasetModel dataset, RandomValues values)
    {
        var search = new JsonObject();
        if (values.Maybe())
        {
            search["query"] = new JsonObject { ["text"] = new JsonObject { ["q"] = values.Text(), ["field"] = values.Maybe() ? values.Of(dataset.Fields).Name : null } };
        }
        else if (dataset.Vectors.Count > 0 && values.Maybe())
        {
            var (name, dimensions) = values.Of(dataset.Vectors);
            search["query"] = new JsonObject { ["vector"] = new JsonObject { ["name"] = name, ["value"] = Vector(dimensions), ["order"] = values.Of(["most_similar", "least_similar"]) } };
        }

        if (values.Some(Filters(dataset, values), 3) is { Count: > 0 } filters)
        {
            search["filters"] = new JsonObject { ["and"] = new JsonArray([.. filters]) };
        }

        if (values.Some(Sorts(dataset, values), 2) is { Count: > 0 } sorts)
        {
            search["sort"] = new JsonArray([.. sorts]);
        }

        return search;
    }

    public static JsonArray Vector(int dimensions) => new([.. Enumerable.Range(1, dimensions).Select(i => JsonValue.Create(i / 2.0))]);

    private static List<JsonObject> Filters(DatasetModel dataset, RandomValues values) =>
    [
        Terms(Scope("record", "status"), values.Of(["pending", "completed"])),
        Terms(Scope("record", "external_id"), values.Text()),
        Terms(Scope("response", "status"), values.Of(["pending", "draft", "submitted", "discarded"])),
        Range(Scope("record", values.Of(Times)), "2020-01-01T00:00:00", "2100-01-01T00:00:00"),
        .. dataset.Properties.Select(property =>
        {
            var scope = new JsonObject { ["entity"] = "metadata", ["metadata_property"] = property.Name };
            return property.Type == "terms" ? Terms(scope, values.Text()) : Range(scope, -5, 5.5);
        }),
        .. dataset.Questions.Where(question => question.Type is "label_selection" or "multi_label_selection").SelectMany(question => new[]
        {
            Terms(new JsonObject { ["entity"] = "suggestion", ["question"] = question.Name }, values.Of(RandomValues.Labels)),
            Terms(new JsonObject { ["entity"] = "response", ["question"] = question.Name }, values.Of(RandomValues.Labels)),
        }),
        .. dataset.Questions.Select(question => Terms(Suggestion(question.Name, "agent"), "judge")),
        .. dataset.Questions.Where(question => question.Type == "rating").Select(question => Range(new JsonObject { ["entity"] = "suggestion", ["question"] = question.Name }, 2, 4)),
        .. dataset.Questions.Where(question => question.Type is "rating" or "text").Select(question => Range(Suggestion(question.Name, "score"), 0, 0.5)),
    ];

    private static List<JsonObject> Sorts(DatasetModel dataset, RandomValues values) =>
    [
        Sort(Scope("record", values.Of(Times))),
        Sort(Scope("record", "status")),
        .. dataset.Properties.Select(property => Sort(new JsonObject { ["entity"] = "metadata", ["metadata_property"] = property.Name })),
        .. dataset.Questions.Where(question => question.Type is "rating" or "text").Select(question => Sort(Suggestion(question.Name, "score"))),
    ];

    private static JsonObject Scope(string entity, string property) => new() { ["entity"] = entity, ["property"] = property };

    private static JsonObject Suggestion(string question, string property) => new() { ["entity"] = "suggestion", ["question"] = question, ["property"] = property };

    private static JsonObject Terms(JsonObject scope, string value) => new() { ["type"] = "terms", ["scope"] = scope, ["values"] = new JsonArray(value) };

    private static JsonObject Range(JsonObject scope, JsonNode least, JsonNode most) => new() { ["type"] = "range", ["scope"] = scope, ["ge"] = least, ["le"] = most };

    private static JsonObject Sort(JsonObject scope) => new() { ["scope"] = scope, ["order"] = "desc" };
}
