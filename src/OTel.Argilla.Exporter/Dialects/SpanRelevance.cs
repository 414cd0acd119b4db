using System.Diagnostics;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// The first question asked of every span an app ends, on the app's own thread: can it matter at all? No allocation, and no more than a
/// look at each attribute name.
/// </summary>
internal static class SpanRelevance
{
    /// <summary>True when the activity carries a GenAI attribute or a name that stands for one.</summary>
    public static bool IsRelevant(Activity activity) => throw new NotSupportedException();

    /// <summary>True when a log record of this event name may carry GenAI content.</summary>
    public static bool IsRelevantEvent(string? eventName) => throw new NotSupportedException();
}
