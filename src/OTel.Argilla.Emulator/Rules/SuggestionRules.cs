using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Storage;

namespace OTel.Argilla.Emulator.Rules;

/// <summary>Whether suggestions fit their questions.</summary>
internal static class SuggestionRules
{
    public static void Check(List<object?>? suggestions, Map? fields, DatasetRules rules)
    {
        if (suggestions is null)
        {
            return;
        }

        try
        {
            if (suggestions.Select(suggestion => ((Map)suggestion!).Text("question_id")).Distinct(StringComparer.Ordinal).Count() != suggestions.Count)
            {
                throw new InvalidRecordException("found duplicate suggestions question IDs");
            }

            foreach (var suggestion in suggestions.Cast<Map>())
            {
                var id = suggestion.Text("question_id")!;
                var question = rules.Question(id) ?? throw new InvalidRecordException($"question id={id} does not exists");
                Check(suggestion, question, fields);
            }
        }
        catch (InvalidRecordException error)
        {
            throw new InvalidRecordException($"record does not have valid suggestions: {error.Message}");
        }
    }

    public static void Check(Map suggestion, Part question, Map? fields)
    {
        var value = suggestion.Get("value");
        AnswerRules.Check(question, value, fields);
        switch (suggestion.Get("score"))
        {
            case List<object?> when value is not List<object?>:
                throw new InvalidRecordException("a list of score values is not allowed for a suggestion with a single value");
            case List<object?> scores when scores.Count != ((List<object?>)value!).Count:
                throw new InvalidRecordException("number of items on value and score attributes doesn't match");
            case double when value is List<object?>:
                throw new InvalidRecordException("a single score value is not allowed for a suggestion with a multiple items value");
            default:
                break;
        }
    }
}
