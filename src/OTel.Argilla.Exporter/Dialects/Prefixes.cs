using System.Text;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// How words begin, asked for every attribute of every span of the app. The first two letters turn away nearly all words that begin otherwise, however
/// many prefixes there are; the rest is compared with the few that share the first letter.
/// </summary>
internal sealed class Prefixes
{
    /// <summary>All letters beyond ASCII count as this one, with which no name begins.</summary>
    private const int Beyond = 127;

    private readonly string[] _words;
    private readonly Group?[] _byFirst = new Group?[Beyond + 1];

    /// <param name="words">The prefixes; none is empty.</param>
    public Prefixes(IEnumerable<string> words)
    {
        _words = [.. words.Distinct(StringComparer.Ordinal)];
        foreach (var group in _words.GroupBy(static word => Math.Min(word[0], (char)Beyond)))
        {
            _byFirst[group.Key] = new Group([.. group]);
        }
    }

    /// <summary>These and those.</summary>
    public Prefixes With(IReadOnlyList<string> words) => words.All(word => _words.Contains(word)) ? this : new Prefixes(_words.Concat(words));

    /// <summary>True when the text begins with one of them.</summary>
    public bool Begin(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var group = _byFirst[Math.Min((int)text![0], Beyond)];
        return group is not null && group.HasSecond(text.Length > 1 ? text[1] : 0) && group.Begin(text);
    }

    /// <summary>True when the text (UTF-8) begins with one of them.</summary>
    public bool Begin(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return false;
        }

        var group = _byFirst[Math.Min((int)text[0], Beyond)];
        return group is not null && group.HasSecond(text.Length > 1 ? text[1] : 0) && group.Begin(text);
    }

    /// <summary>Prefixes that share their first letter.</summary>
    private sealed class Group
    {
        private readonly string[] _words;
        private readonly byte[][] _utf8;

        // The second letters of the words and of their UTF-8 as 128 bits; all of them where a word has but one letter.
        private ulong _low;
        private ulong _high;

        public Group(string[] words)
        {
            _words = words;
            _utf8 = [.. words.Select(Encoding.UTF8.GetBytes)];
            for (var i = 0; i < words.Length; i++)
            {
                AddSecond(words[i].Length > 1 ? words[i][1] : -1);
                AddSecond(_utf8[i].Length > 1 ? _utf8[i][1] : -1);
            }
        }

        public bool HasSecond(int letter)
        {
            letter = Math.Min(letter, Beyond);
            return (((letter < 64 ? _low : _high) >> (letter & 63)) & 1) != 0;
        }

        public bool Begin(string text)
        {
            foreach (var word in _words)
            {
                if (text.StartsWith(word, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }

        public bool Begin(ReadOnlySpan<byte> text)
        {
            foreach (var word in _utf8)
            {
                if (text.StartsWith(word.AsSpan()))
                {
                    return true;
                }
            }

            return false;
        }

        private void AddSecond(int letter)
        {
            letter = Math.Min(letter, Beyond);
            _low |= letter < 0 ? ulong.MaxValue : letter < 64 ? 1UL << letter : 0;
            _high |= letter < 0 ? ulong.MaxValue : letter < 64 ? 0 : 1UL << (letter - 64);
        }
    }
}
