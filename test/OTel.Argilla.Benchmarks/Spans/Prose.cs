using System.Text;

namespace OTel.Argilla.Benchmarks.Spans;

/// <summary>Text as models write it: words, lines, a quotation and a dash here and there. The same seed gives the same text.</summary>
internal static class Prose
{
    private static readonly string[] Words =
    [
        "the", "model", "answers", "a", "question", "about", "orders", "and", "returns", "while", "customers", "wait", "for", "delivery", "of",
        "their", "new", "lamp", "which", "should", "arrive", "before", "Friday", "unless", "warehouse", "is", "closed", "in", "Paris", "today",
    ];

    /// <summary>A text of exactly this many characters.</summary>
    public static string Make(int length, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(length + 32);
        for (var word = 1; text.Length < length; word++)
        {
            var next = Words[random.Next(Words.Length)];
            text.Append(word % 40 == 0 ? $"\"{next}\"" : word % 60 == 0 ? $"\u2013 {next}" : next);
            text.Append(word % 50 == 0 ? ".\n\n" : word % 12 == 0 ? ".\n" : " ");
        }

        return text.ToString(0, length);
    }
}
