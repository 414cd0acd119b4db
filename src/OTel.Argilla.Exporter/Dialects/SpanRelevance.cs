using System.Diagnostics;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// The first question asked of every span an app ends, on the app's own thread: can it matter at all? No allocation, and for nearly every attribute no
/// more than a look at the first two letters of its name.
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
}
