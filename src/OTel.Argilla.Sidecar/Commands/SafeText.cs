using System.Globalization;
using System.Text;

namespace OTel.Argilla.Sidecar.Commands;

/// <summary>
/// Text of others made harmless for a terminal: what a model or a file name holds must not move the cursor, change the title, hide or reorder what is
/// shown. Whatever is not visible is written as its number.
/// </summary>
internal static class SafeText
{
    /// <summary>All of the text in one line.</summary>
    public static string Line(string text) => Cut(text, int.MaxValue);

    /// <summary>The beginning of the text in one line, with how much was left out.</summary>
    public static string Cut(string text, int maxLength)
    {
        var result = new StringBuilder(Math.Min(text.Length, maxLength) + 16);
        var taken = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (result.Length >= maxLength)
            {
                return result.Append(CultureInfo.InvariantCulture, $"… (+{text.Length - taken} characters)").ToString();
            }

            taken += rune.Utf16SequenceLength;
            Append(result, rune);
        }

        return result.ToString();
    }

    private static void Append(StringBuilder result, Rune rune)
    {
        if (rune.Value is '\n' or '\r' or '\t')
        {
            _ = result.Append(rune.Value switch { '\n' => "\\n", '\r' => "\\r", _ => "\\t" });
        }
        else if (IsVisible(rune))
        {
            _ = result.Append(rune.ToString());
        }
        else
        {
            _ = result.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
        }
    }

    /// <summary>Whether it can be seen, and does nothing else. Format characters hold those that reorder text and those that tag it unseen; a joiner within an emoji is one too.</summary>
    public static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
