using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OTel.Argilla.Exporter.Records;

/// <summary>Writes a suggestion as its question takes it: by the question's id, the value in its type, the agent in the letters that Argilla allows.</summary>
internal static class SuggestionFitter
{
    private const int MaxAgentLength = 200;

    /// <summary>False, with nothing written, when the value is none that the question takes.</summary>
    public static bool TryWrite(Utf8JsonWriter writer, DatasetQuestion question, JsonElement suggestion)
    {
        // A judgement may have both a label and a score: which of them its question takes is known only here.
        if ((!suggestion.TryGetProperty("value", out var value) || !Fits(question, value))
            && (!suggestion.TryGetProperty("score", out value) || !Fits(question, value)))
        {
            return false;
        }

        writer.WriteStartObject();
        writer.WriteString("question_id", question.Id);
        writer.WritePropertyName("value");
        WriteValue(writer, question, value);
        if (suggestion.TryGetProperty("score", out var score) && score.ValueKind == JsonValueKind.Number && score.TryGetDouble(out var number)
            && number is >= 0 and <= 1)
        {
            writer.WriteNumber("score", number);
        }

        if (suggestion.TryGetProperty("agent", out var agent) && agent.ValueKind == JsonValueKind.String && Agent(agent.GetString()!) is { } name)
        {
            writer.WriteString("agent", name);
        }

        writer.WriteString("type", "model");
        writer.WriteEndObject();
        return true;
    }

    /// <summary>The agent with every letter that Argilla refuses replaced; null when nothing of it is left. One wrong letter refuses the whole request.</summary>
    public static string? Agent(string agent)
    {
        var result = new StringBuilder(Math.Min(agent.Length, MaxAgentLength));
        var meaningful = false;
        foreach (var c in agent)
        {
            if (result.Length == MaxAgentLength)
            {
                break;
            }

            var isLetter = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
            meaningful |= isLetter;
            _ = result.Append(isLetter || c is '-' or '_' or ':' or '.' or '/' or ' ' ? c : '_');
        }

        return meaningful ? result.ToString() : null;
    }

    private static bool Fits(DatasetQuestion question, JsonElement value) => question.Type switch
    {
        DatasetQuestion.Text => Scalar(value) is { Length: > 0 },
        DatasetQuestion.Rating => Scalar(value) is { } text && question.Options.Contains(Whole(text)),
        DatasetQuestion.Label => Scalar(value) is { } text && question.Options.Contains(text),
        DatasetQuestion.MultiLabel when value.ValueKind == JsonValueKind.Array =>
            value.GetArrayLength() > 0 && value.EnumerateArray().All(item => Scalar(item) is { } text && question.Options.Contains(text)),
        DatasetQuestion.MultiLabel => Scalar(value) is { } text && question.Options.Contains(text),
        _ => false,
    };

    private static void WriteValue(Utf8JsonWriter writer, DatasetQuestion question, JsonElement value)
    {
        switch (question.Type)
        {
            case DatasetQuestion.Rating:
                writer.WriteNumberValue(int.Parse(Whole(Scalar(value)!), CultureInfo.InvariantCulture));
                break;
            case DatasetQuestion.MultiLabel:
                writer.WriteStartArray();
                var labels = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(static item => Scalar(item)!) : [Scalar(value)!];
                foreach (var label in labels.Distinct())
                {
                    writer.WriteStringValue(label);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Scalar(value));
                break;
        }
    }

    /// <summary><c>4.0</c> as <c>4</c>: a judge's rating is often a float, and Argilla takes integers alone.</summary>
    private static string Whole(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Floor(number) == number && Math.Abs(number) < 1000
            ? ((int)number).ToString(CultureInfo.InvariantCulture)
            : text;

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
