using System.Globalization;
using System.Text;

namespace OTel.Argilla.Quickstart;

/// <summary>Prints records as a table that fits the terminal.</summary>
internal static class RecordTable
{
    private const int KindWidth = 5;
    private const int ModelWidth = 16;
    private const int TokensWidth = 6;

    public static void Print(IReadOnlyList<Record> records)
    {
        var width = Console.IsOutputRedirected ? 120 : Math.Max(Console.WindowWidth - 1, 72);
        var text = (width - KindWidth - ModelWidth - TokensWidth - 8) / 2;

        PrintRow("prompt", "response", "kind", "model", "tokens", text);
        Console.WriteLine(new string('-', (2 * text) + KindWidth + ModelWidth + TokensWidth + 8));
        foreach (var record in records)
        {
            PrintRow(record.Prompt, record.Response, record.Kind, record.Model, record.Tokens, text);
        }
    }

    private static void PrintRow(string prompt, string response, string kind, string model, string tokens, int text) =>
        Console.WriteLine(
            $"{Fit(prompt, text)}  {Fit(response, text)}  {Fit(kind, KindWidth)}  {Fit(model, ModelWidth)}  {Fit(tokens, TokensWidth).Trim(),TokensWidth}");

    /// <summary>
    /// The text on one line, cut or padded to a width. What a model wrote is not trusted: escape sequences and invisible or
    /// direction-changing characters would otherwise act on the terminal.
    /// </summary>
    private static string Fit(string text, int width)
    {
        var line = new StringBuilder();
        var length = 0;
        var lastStart = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (++length > width)
            {
                line.Length = lastStart;
                return line.Append('…').ToString();
            }

            lastStart = line.Length;
            line.Append(Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => " ",
                UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => "\uFFFD",
                _ => rune.ToString(),
            });
        }

        return line.Append(' ', width - length).ToString();
    }
}
