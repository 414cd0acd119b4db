using System.Diagnostics;
using System.Text;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// The first question asked of every span an app ends, on the app's own thread: can it matter at all? No allocation, and no more than a
/// look at the first letter of each attribute name, unless that letter begins a name that some dialect knows.
/// </summary>
internal static class SpanRelevance
{
    private static readonly HashSet<string> EventNames = new(BuiltInDialects.All.SelectMany(static d => d.EventNames), StringComparer.Ordinal);
    private static readonly object Gate = new();
    private static volatile Prefixes _keys = new(BuiltInDialects.All.SelectMany(static d => d.KeyPrefixes));
    private static volatile Prefixes _names = new(BuiltInDialects.All.SelectMany(static d => d.NamePrefixes));

    /// <summary>
    /// Adds what the user's dialects look at, for good and for the whole process: this first look is coarse, and what such a span is worth each exporter
    /// decides by its own dialects.
    /// </summary>
    public static void Include(IEnumerable<Dialect> dialects)
    {
        lock (Gate)
        {
            foreach (var dialect in dialects)
            {
                _keys = _keys.With(dialect.KeyPrefixes);
                _names = _names.With(dialect.NamePrefixes);
            }
        }
    }

    /// <summary>True when the activity carries a GenAI attribute or a name that stands for one.</summary>
    public static bool IsRelevant(Activity activity)
    {
        var keys = _keys;
        foreach (ref readonly var tag in activity.EnumerateTagObjects())
        {
            if (keys.Begin(tag.Key))
            {
                return true;
            }
        }

        return _names.Begin(activity.DisplayName);
    }

    /// <summary>True when an attribute of this name (UTF-8) makes a span worth a look.</summary>
    public static bool IsRelevantKey(ReadOnlySpan<byte> key) => _keys.Begin(key);

    /// <summary>True when a span of this name (UTF-8) is worth a look, whatever attributes it has.</summary>
    public static bool IsRelevantName(ReadOnlySpan<byte> name) => _names.Begin(name);

    /// <summary>True when a log record of this event name may carry GenAI content.</summary>
    public static bool IsRelevantEvent(string? eventName) => eventName is not null && EventNames.Contains(eventName);

    /// <summary>How words begin, and the set of their first ASCII letters as 128 bits.</summary>
    private sealed class Prefixes
    {
        private readonly string[] _words;
        private readonly byte[][] _utf8;
        private readonly ulong _low;
        private readonly ulong _high;

        public Prefixes(IEnumerable<string> words)
        {
            _words = [.. words.Distinct(StringComparer.Ordinal)];
            _utf8 = [.. _words.Select(Encoding.UTF8.GetBytes)];
            foreach (var word in _words)
            {
                if (word[0] < 64)
                {
                    _low |= 1UL << word[0];
                }
                else
                {
                    // All letters beyond ASCII share the last bit, which no text begins with otherwise.
                    _high |= 1UL << (Math.Min(word[0], '\x7f') - 64);
                }
            }
        }

        public Prefixes With(IReadOnlyList<string> words) => words.All(w => _words.Contains(w)) ? this : new Prefixes(_words.Concat(words));

        public bool Begin(string? text)
        {
            if (string.IsNullOrEmpty(text) || !Contains(text![0]))
            {
                return false;
            }

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
            if (text.IsEmpty || !Contains((char)text[0]))
            {
                return false;
            }

            foreach (var word in _utf8)
            {
                if (text.StartsWith(word.AsSpan()))
                {
                    return true;
                }
            }

            return false;
        }

        private bool Contains(char letter) =>
            letter < 64 ? ((_low >> letter) & 1) != 0 : ((_high >> (Math.Min(letter, '\x7f') - 64)) & 1) != 0;
    }
}
