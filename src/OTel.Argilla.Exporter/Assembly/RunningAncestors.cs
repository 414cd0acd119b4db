using System.Diagnostics;
using OTel.Argilla.Exporter.Dialects;
using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>Asks whether something above a span still runs, so that more of its trace may come.</summary>
internal static class RunningAncestors
{
    /// <summary>
    /// True when a GenAI span above it still runs: then the interaction that it belongs to is not over, and evaluating it now would make a
    /// record of a part.
    /// </summary>
    public static bool AnyGenAI(Span span)
    {
        if (span is not ActivitySpan { Activity: var activity })
        {
            return span.HasAncestorToCome;
        }

        for (var ancestor = activity.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            if (!ancestor.IsStopped && IsGenAI(ancestor))
            {
                return true;
            }
        }

        return false;
    }

    // A span that nobody records will not come, whatever it carries.
    private static bool IsGenAI(Activity activity) => activity.Recorded && SpanRelevance.IsRelevant(activity);
}
