using System.Globalization;
using OTel.Argilla.Emulator.Json;
using OTel.Argilla.Emulator.Storage;
using OTel.Argilla.Emulator.Validation;

namespace OTel.Argilla.Emulator.Rules;

/// <summary>Whether a value answers a question: the same rules hold for suggestions and responses.</summary>
internal static class AnswerRules
{
    public static void Check(Part question, object? value, Map? fields, bool isSubmitted = false)
    {
        switch (question.Type)
        {
            case "text" when value is not string:
                throw new InvalidRecordException($"text question expects a text value, found <class '{PythonText.TypeName(value)}'>");
            case "rating":
                Single(question, value, "is not a valid rating for rating question.\nValid ratings are");
                break;
            case "label_selection":
                Single(question, value, "is not a valid label for label selection question.\nValid labels are");
                break;
            case "multi_label_selection":
                MultiLabel(question, value);
                break;
            case "ranking":
                Ranking(question, value, isSubmitted);
                break;
            case "span":
                Span(question, value, fields);
                break;
            default:
                break;
        }
    }

    private static List<object?> Options(Part question) =>
        [.. ((List<object?>)question.Settings.Get("options")!).Select(option => ((Map)option!).Get("value"))];

    private static void Single(Part question, object? value, string complaint)
    {
        var options = Options(question);
        if (!options.Contains(value))
        {
            throw new InvalidRecordException($"{PythonText.Repr(value)} {complaint}: {PythonText.Repr(options)}");
        }
    }

    private static void MultiLabel(Part question, object? value)
    {
        const string Name = "multi label selection questions";
        if (value is not List<object?> labels)
        {
            throw new InvalidRecordException($"{Name} expects a list of values, found <class '{PythonText.TypeName(value)}'>");
        }

        if (labels.Count == 0)
        {
            throw new InvalidRecordException($"{Name} expects a list of values, found empty list");
        }

        if (labels.Distinct().Count() != labels.Count)
        {
            throw new InvalidRecordException($"{Name} expect a list of unique values, but duplicates were found");
        }

        Known(question, labels, "are not valid labels for multi label selection question.\nValid labels are");
    }

    private static void Ranking(Part question, object? value, bool isSubmitted)
    {
        if (value is not List<object?> items)
        {
            throw new InvalidRecordException($"ranking question expects a list of values, found <class '{PythonText.TypeName(value)}'>");
        }

        var values = items.ConvertAll(item => Member(item, "value"));
        var options = Options(question);
        if (isSubmitted && values.Count != options.Count)
        {
            throw new InvalidRecordException($"ranking question expects a list containing {options.Count} values, found a list of {values.Count} values");
        }

        Known(question, values, "are not valid values for ranking question.\nValid values are");
        if (values.Distinct().Count() != values.Count)
        {
            throw new InvalidRecordException("ranking question expects a list of unique values, but duplicates were found");
        }
    }

    private static void Span(Part question, object? value, Map? fields)
    {
        if (value is not List<object?> spans)
        {
            throw new InvalidRecordException($"span question expects a list of values, found <class '{PythonText.TypeName(value)}'>");
        }

        var field = question.Settings.Text("field")!;
        if (fields?.Get(field) is not string text)
        {
            throw new InvalidRecordException($"span question requires record to have field `{field}`");
        }

        var options = Options(question);
        var length = TextShape.Length(text);
        foreach (var span in spans)
        {
            var label = Member(span, "label");
            if (!options.Contains(label))
            {
                throw new InvalidRecordException($"undefined label {PythonText.Repr(label)} for span question.\nValid labels are: {PythonText.Repr(options)}");
            }

            Bound("start", "lower than", (long)Member(span, "start")! >= length, field, length);
            Bound("end", "lower or equal than", (long)Member(span, "end")! > length, field, length);
        }

        if (question.Settings.Get("allow_overlapping") is not true)
        {
            Overlaps(spans.ConvertAll(span => ((long)Member(span, "start")!, (long)Member(span, "end")!)));
        }
    }

    private static void Bound(string name, string relation, bool isBroken, string field, int length)
    {
        if (isBroken)
        {
            throw new InvalidRecordException(string.Create(
                CultureInfo.InvariantCulture,
                $"span question response value `{name}` must have a value {relation} record field `{field}` length that is `{length}`"));
        }
    }

    private static void Overlaps(List<(long Start, long End)> spans)
    {
        for (var i = 0; i < spans.Count; i++)
        {
            for (var j = i + 1; j < spans.Count; j++)
            {
                if (spans[i].Start < spans[j].End && spans[j].Start < spans[i].End)
                {
                    throw new InvalidRecordException($"overlapping values found between spans at index idx={i} and idx={j}");
                }
            }
        }
    }

    private static void Known(Part question, List<object?> values, string complaint)
    {
        var options = Options(question);
        var unknown = values.Where(value => !options.Contains(value)).ToList();
        if (unknown.Count > 0)
        {
            throw new InvalidRecordException($"{PythonText.Repr(unknown)} {complaint}: {PythonText.Repr(options)}");
        }
    }

    /// <summary>A key of a ranking or span item; a plain text in its place fails as it does in Python, outside the usual wording.</summary>
    private static object? Member(object? item, string name) => item is Map map && map.TryGetValue(name, out var value)
        ? value
        : throw new PythonAttributeException($"'{(item is Map ? "RankingQuestionResponseValueItem" : PythonText.TypeName(item))}' object has no attribute '{name}'");
}
