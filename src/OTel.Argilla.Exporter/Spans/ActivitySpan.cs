using System.Diagnostics;

namespace OTel.Argilla.Exporter.Spans;

/// <summary>
/// A span over an <see cref="System.Diagnostics.Activity"/> that has stopped. It keeps the activity instead of copying it: its strings do not
/// change, and the chain of <see cref="System.Diagnostics.Activity.Parent"/> tells about ancestors that nobody exports.
/// </summary>
internal sealed class ActivitySpan : Span
{
    private const long UnixEpochTicks = 621_355_968_000_000_000;

    /// <summary>What an activity costs besides its tags.</summary>
    private const int FixedBytes = 512;

    public ActivitySpan(Activity activity)
    {
        Activity = activity;
        TraceId = TraceId.From(activity.TraceId);
        SpanId = SpanId.From(activity.SpanId);
        ParentSpanId = SpanId.From(activity.ParentSpanId);
        // DisplayName: Agent Framework renames its span while it runs; OperationName keeps the first name for ever.
        Name = activity.DisplayName;
        ScopeName = activity.Source.Name;
        StartUnixNano = UnixNano(activity.StartTimeUtc);
        EndUnixNano = StartUnixNano + (activity.Duration.Ticks * 100);
        IsError = HasErrorStatus(activity);
        EstimatedBytes = Estimate(activity);
    }

    public Activity Activity { get; }

    public override int EstimatedBytes { get; }

    public override bool HasOpenAncestor
    {
        get
        {
            for (var ancestor = Activity.Parent; ancestor is not null; ancestor = ancestor.Parent)
            {
                if (!ancestor.IsStopped)
                {
                    return true;
                }
            }

            return false;
        }
    }

    public override SpanId ParentByContext
    {
        get
        {
            var top = Activity;
            while (top.Parent is { } parent)
            {
                top = parent;
            }

            // An activity without a source, such as that of ASP.NET Core when nobody listens, does not tell a remote parent from a local one.
            return top.HasRemoteParent || top.Source.Name.Length == 0 ? default : SpanId.From(top.ParentSpanId);
        }
    }

    public override object? FindAttribute(string name) => Activity.GetTagItem(name);

    public override void CopyAttributesTo(AttributeSet target)
    {
        foreach (ref readonly var tag in Activity.EnumerateTagObjects())
        {
            target.Add(tag.Key, tag.Value);
        }
    }

    public override void CopyEventsTo(List<SpanEvent> target)
    {
        foreach (ref readonly var e in Activity.EnumerateEvents())
        {
            target.Add(new SpanEvent(e.Name, UnixNano(e.Timestamp.UtcDateTime), body: null, [.. e.Tags]));
        }
    }

    public override bool TryGetAncestor(SpanId ancestorId, out SpanId parentId, out bool isError)
    {
        for (var ancestor = Activity.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            if (SpanId.From(ancestor.SpanId) == ancestorId)
            {
                parentId = SpanId.From(ancestor.ParentSpanId);
                isError = HasErrorStatus(ancestor);
                return true;
            }
        }

        parentId = default;
        isError = false;
        return false;
    }

    private static bool HasErrorStatus(Activity activity) => activity.Status switch
    {
        ActivityStatusCode.Error => true,
        // Instrumentation older than Activity.Status writes the tag of the OpenTelemetry specification.
        ActivityStatusCode.Unset => activity.GetTagItem("otel.status_code") is string code && code.Equals("ERROR", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static long UnixNano(DateTime utc) => (utc.Ticks - UnixEpochTicks) * 100;

    private static int Estimate(Activity activity)
    {
        long bytes = FixedBytes;
        foreach (ref readonly var tag in activity.EnumerateTagObjects())
        {
            bytes += 48 + (tag.Value is string text ? 2L * text.Length : 0);
        }

        foreach (ref readonly var e in activity.EnumerateEvents())
        {
            bytes += 64;
            foreach (ref readonly var tag in e.EnumerateTagObjects())
            {
                bytes += 48 + (tag.Value is string text ? 2L * text.Length : 0);
            }
        }

        return (int)Math.Min(bytes, int.MaxValue);
    }
}
