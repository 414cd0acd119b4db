using System.Globalization;
using System.Text.Json;

namespace OTel.Argilla.Emulator.Tests.Exchanges;

/// <summary>Compares an answer with the recorded one to the letter: keys in order, 3 apart from 3.0.</summary>
public sealed class AnswerComparer(Placeholders placeholders)
{
    /// <summary>Where and how the two differ, or null.</summary>
    public string? Difference(JsonElement expected, JsonElement actual, string path = "$")
    {
        if (path.EndsWith(".query_score", StringComparison.Ordinal))
        {
            return actual.ValueKind == expected.ValueKind ? null : Told(path, expected, actual);
        }

        if (expected.ValueKind != actual.ValueKind)
        {
            return Told(path, expected, actual);
        }

        return expected.ValueKind switch
        {
            JsonValueKind.Object => Objects(expected, actual, path),
            JsonValueKind.Array => Arrays(expected, actual, path),
            JsonValueKind.String when !placeholders.Fits(expected.GetString()!, actual.GetString()!) => Told(path, expected, actual),
            JsonValueKind.Number when !SameNumber(expected.GetRawText(), actual.GetRawText()) => Told(path, expected, actual),
            _ => null,
        };
    }

    private string? Objects(JsonElement expected, JsonElement actual, string path)
    {
        var (wanted, got) = (expected.EnumerateObject().ToList(), actual.EnumerateObject().ToList());
        for (var i = 0; i < wanted.Count; i++)
        {
            if (i >= got.Count || !placeholders.Fits(wanted[i].Name, got[i].Name))
            {
                return $"{path}: keys are {string.Join(',', got.Select(pair => pair.Name))}, not {string.Join(',', wanted.Select(pair => pair.Name))}";
            }

            if (Difference(wanted[i].Value, got[i].Value, $"{path}.{wanted[i].Name}") is { } difference)
            {
                return difference;
            }
        }

        return got.Count == wanted.Count ? null : $"{path}: also has {string.Join(',', got.Skip(wanted.Count).Select(pair => pair.Name))}";
    }

    private string? Arrays(JsonElement expected, JsonElement actual, string path)
    {
        var (wanted, got) = (expected.GetArrayLength(), actual.GetArrayLength());
        for (var i = 0; i < Math.Min(wanted, got); i++)
        {
            if (Difference(expected[i], actual[i], $"{path}[{i}]") is { } difference)
            {
                return difference;
            }
        }

        return wanted == got ? null : $"{path}: {got} items, not {wanted}";
    }

    private static bool SameNumber(string expected, string actual) => expected == actual || (IsFloat(expected) && IsFloat(actual)
        && double.Parse(expected, CultureInfo.InvariantCulture).Equals(double.Parse(actual, CultureInfo.InvariantCulture)));

    private static bool IsFloat(string number) => number.AsSpan().IndexOfAny('.', 'e', 'E') >= 0;

    private static string Told(string path, JsonElement expected, JsonElement actual) => $"{path}: got {Cut(actual)}, not {Cut(expected)}";

    private static string Cut(JsonElement element) => element.GetRawText() is var text && text.Length > 400 ? text[..400] + "…" : text;
}
