using System.Diagnostics;
using System.Text;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// The first question asked of every span an app ends, on the app's own thread: can it matter at all? No allocation, and no more than a
/// look at the first letter of each attribute name, unless that letter begins a name that some dialect knows.
/// </summary>
internal static class SpanRelevance
{
    private static readonly string[] KeyPrefixes = [.. DialectCatalog.All.SelectMany(static d => d.KeyPrefixes).Distinct(StringComparer.Ordinal)];
    private static readonly string[] NamePrefixes = [.. DialectCatalog.All.SelectMany(static d => d.NamePrefixes).Distinct(StringComparer.Ordinal)];
    private static readonly byte[][] KeyPrefixesUtf8 = [.. KeyPrefixes.Select(Encoding.UTF8.GetBytes)];
    private static readonly byte[][] NamePrefixesUtf8 = [.. NamePrefixes.Select(Encoding.UTF8.GetBytes)];
    private static readonly HashSet<string> EventNames = new(DialectCatalog.All.SelectMany(static d => d.EventNames), StringComparer.Ordinal);
    private static readonly FirstLetters KeyLetters = new(KeyPrefixes);
    private static readonly FirstLetters NameLetters = new(NamePrefixes);

    /// <summary>True when the activity carries a GenAI attribute or a name that stands for one.</summary>
    public static bool IsRelevant(Activity activity)
    {
        foreach (ref readonly var tag in activity.EnumerateTagObjects())
        {
            if (KeyLetters.Contain(tag.Key) && StartsWithAny(tag.Key, KeyPrefixes))
            {
                return true;
            }
        }

        var name = activity.DisplayName;
        return NameLetters.Contain(name) && StartsWithAny(name, NamePrefixes);
    }

    /// <summary>True when an attribute of this name (UTF-8) makes a span worth a look.</summary>
    public static bool IsRelevantKey(ReadOnlySpan<byte> key) => KeyLetters.Contain(key) && StartsWithAny(key, KeyPrefixesUtf8);

    /// <summary>True when a span of this name (UTF-8) is worth a look, whatever attributes it has.</summary>
    public static bool IsRelevantName(ReadOnlySpan<byte> name) => NameLetters.Contain(name) && StartsWithAny(name, NamePrefixesUtf8);

    /// <summary>True when a log record of this event name may carry GenAI content.</summary>
    public static bool IsRelevantEvent(string? eventName) => eventName is not null && EventNames.Contains(eventName);

    private static bool StartsWithAny(string text, string[] prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsWithAny(ReadOnlySpan<byte> text, byte[][] prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (text.StartsWith(prefix.AsSpan()))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The set of ASCII letters with which words begin, as 128 bits.</summary>
    private readonly struct FirstLetters
    {
        private readonly ulong _low;
        private readonly ulong _high;

        public FirstLetters(string[] words)
        {
            foreach (var word in words)
            {
                if (word[0] < 64)
                {
                    _low |= 1UL << word[0];
                }
                else
                {
                    _high |= 1UL << (word[0] - 64);
                }
            }
        }

        public bool Contain(string? word)
        {
            if (string.IsNullOrEmpty(word))
            {
                return false;
            }

            return Contain(word![0]);
        }

        public bool Contain(ReadOnlySpan<byte> word) => !word.IsEmpty && Contain((char)word[0]);

        private bool Contain(char letter) =>
            letter < 64 ? ((_low >> letter) & 1) != 0 : letter < 128 && ((_high >> (letter - 64)) & 1) != 0;
    }
}
