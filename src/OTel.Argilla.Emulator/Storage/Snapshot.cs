using System.Text.Json.Nodes;
using OTel.Argilla.Emulator.Json;

namespace OTel.Argilla.Emulator.Storage;

/// <summary>What a dataset holds, for tests that look behind the API.</summary>
internal static class Snapshot
{
    public static IEnumerable<EmulatedRecord> Of(Store store, Dataset dataset)
    {
        var questions = store.Parts.Of(dataset, PartKind.Question).ToDictionary(question => question.Id, question => question.Name, StringComparer.Ordinal);
        return store.Records.All(dataset).Select(record => new EmulatedRecord(
            record.Id,
            record.ExternalId,
            record.Status,
            JsonNode.Parse(record.Fields)!.AsObject(),
            record.Metadata is null ? [] : JsonNode.Parse(record.Metadata)!.AsObject(),
            store.Suggestions.Of(record).ConvertAll(suggestion => new EmulatedSuggestion(
                questions.GetValueOrDefault(suggestion.Text("question_id")!, ""),
                Node(suggestion.Get("value")),
                Node(suggestion.Get("score")),
                suggestion.Text("agent"),
                suggestion.Text("type"))),
            record.Indexed,
            record.InsertedAt,
            record.UpdatedAt));
    }

    private static JsonNode? Node(object? value) => JsonNode.Parse(Documents.Doc(value));
}
