using System.Globalization;
using System.Text;

namespace OTel.Argilla.Emulator.Search;

/// <summary>The words of a text, close to the search engine's standard analyzer: lower case; each ideograph and each symbol such as an emoji is a word.</summary>
internal static class Words
{
    public static List<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) != System.Buffers.OperationStatus.Done)
            {
                rune = Rune.ReplacementChar;
            }

            if (StandsAlone(rune))
            {
                End(words, word);
                words.Add(rune.ToString());
            }
            else if (IsInWord(rune) || (word.Length > 0 && Joins(rune, text, at)))
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else
            {
                End(words, word);
            }

            at += length;
        }

        End(words, word);
        return words;
    }

    private static void End(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }

    private static bool IsInWord(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.ConnectorPunctuation
        or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>Ideographs and Hiragana are words of their own, as are symbols.</summary>
    private static bool StandsAlone(Rune rune) => rune.Value is (>= 0x3041 and <= 0x309F) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF)
        || (rune.Value > 0xA9 && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol && rune != Rune.ReplacementChar);

    /// <summary>A full stop or apostrophe between letters, and a full stop or comma between digits, belong to the word.</summary>
    private static bool Joins(Rune rune, string text, int at)
    {
        var (before, after) = (text[at - 1], at + 1 < text.Length ? text[at + 1] : ' ');
        return (rune.Value is '.' or '\'' or '\u2019' && char.IsLetter(before) && char.IsLetter(after))
            || (rune.Value is '.' or ',' && char.IsDigit(before) && char.IsDigit(after));
    }
}
