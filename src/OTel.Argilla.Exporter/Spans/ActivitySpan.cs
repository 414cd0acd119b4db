using System.Diagnostics;

namespace OTel.Argilla.Exporter.Spans;

/// <summary>
/// A span over an <see cref="System.Diagnostics.Activity"/> that has stopped. It keeps the activity instead of copying it: its strings do not
/// change, and the chain of <see cref="System.Diagnostics.Activity.Parent"/> tells about ancestors that nobody exports.
/// </summary>
internal sealed class ActivitySpan : Span
{
    private const long UnixEpochTicks = 621_355_968_000_000_000;

    private const string ResponseIdKey = "gen_ai.response.id";
    private const string StatusKey = "otel.status_code";

    /// <summary>What an activity costs besides its tags.</summary>
    private const int FixedBytes = 512;

    private string? _responseId;

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
        IsError = activity.Status == ActivityStatusCode.Error;
        EstimatedBytes = (int)Math.Min(FixedBytes + ReadTags(activity.Status == ActivityStatusCode.Unset) + SizeOfEvents(), int.MaxValue);
    }

    public Activity Activity { get; }

    public override string? ResponseId => _responseId;

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

    public override bool TryGetOnlyLink(out TraceId traceId, out SpanId spanId)
    {
        (traceId, spanId) = (default, default);
        var links = 0;
        foreach (ref readonly var link in Activity.EnumerateLinks())
        {
            (traceId, spanId) = (TraceId.From(link.Context.TraceId), SpanId.From(link.Context.SpanId));
            if (++links > 1)
            {
                break;
            }
        }

        return links == 1;
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
        ActivityStatusCode.Unset => IsErrorCode(activity.GetTagItem(StatusKey)),
        _ => false,
    };

    private static bool IsErrorCode(object? value) => value is string code && code.Equals("ERROR", StringComparison.OrdinalIgnoreCase);

    private static long UnixNano(DateTime utc) => (utc.Ticks - UnixEpochTicks) * 100;

    /// <summary>All that is wanted of the tags before anybody looks into the span, in one walk over them. Gives their size.</summary>
    private long ReadTags(bool mayTellStatus)
    {
        var bytes = 0L;
        foreach (ref readonly var tag in Activity.EnumerateTagObjects())
        {
            bytes += SizeOf(tag.Value);
            if (tag.Key.Length == ResponseIdKey.Length && _responseId is null && tag.Key == ResponseIdKey)
            {
                _responseId = tag.Value as string;
            }
            else if (mayTellStatus && tag.Key.Length == StatusKey.Length && tag.Key == StatusKey)
            {
                IsError = IsErrorCode(tag.Value);
                mayTellStatus = false;
            }
        }

        return bytes;
    }

    private long SizeOfEvents()
    {
        var bytes = 0L;
        foreach (ref readonly var e in Activity.EnumerateEvents())
        {
            bytes += 64;
            foreach (ref readonly var tag in e.EnumerateTagObjects())
            {
                bytes += SizeOf(tag.Value);
            }
        }

        return bytes;
    }

    private static long SizeOf(object? value) => 48 + (value is string text ? 2L * text.Length : 0);
}
