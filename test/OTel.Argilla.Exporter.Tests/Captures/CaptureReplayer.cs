using System.Diagnostics;

namespace OTel.Argilla.Exporter.Tests.Captures;

/// <summary>
/// Runs a recording again: real activities of the recorded sources, started and stopped in the recorded order, below parents that are remote or
/// not recorded where they were. Ids are new, since span ids cannot be chosen. Whoever listens to the sources sees what it saw in the app;
/// <see cref="Listen"/> listens for a test that has no pipeline.
/// </summary>
internal static class CaptureReplayer
{
    /// <summary>Records every activity of the captured sources until disposed.</summary>
    public static ActivityListener Listen(Capture capture)
    {
        var sources = capture.Spans.Select(static s => s.Source).ToHashSet(StringComparer.Ordinal);
        var listener = new ActivityListener
        {
            ShouldListenTo = source => sources.Contains(source.Name),
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>The stopped activities, in the order of the recording; those that nobody listens to are missing.</summary>
    public static IReadOnlyList<Activity> Replay(Capture capture)
    {
        var run = new Run(capture);
        var before = Activity.Current;
        try
        {
            return run.Play();
        }
        finally
        {
            Activity.Current = before;
            run.Dispose();
        }
    }

    private sealed class Run(Capture capture) : IDisposable
    {
        private readonly Dictionary<string, CapturedSpan> _spans = capture.Spans.ToDictionary(static s => s.SpanId);
        private readonly Dictionary<string, ActivitySource> _sources = [];
        private readonly Dictionary<string, Activity?> _started = [];
        private readonly Dictionary<string, Activity> _unrecorded = [];
        private readonly Dictionary<string, ActivityTraceId> _traces = [];

        public List<Activity> Play()
        {
            var stopped = new List<Activity>();
            var toStart = new Queue<string>(capture.StartOrder.Where(_spans.ContainsKey));
            foreach (var span in capture.Spans)
            {
                while (toStart.Count > 0 && (!_started.ContainsKey(span.SpanId) || _spans[toStart.Peek()].Start <= span.End))
                {
                    Start(_spans[toStart.Dequeue()]);
                }

                Start(span);
                if (_started[span.SpanId] is { } activity)
                {
                    Stop(activity, span);
                    stopped.Add(activity);
                }
            }

            return stopped;
        }

        public void Dispose()
        {
            foreach (var activity in _unrecorded.Values)
            {
                activity.Dispose();
            }

            foreach (var source in _sources.Values)
            {
                source.Dispose();
            }
        }

        private void Start(CapturedSpan span)
        {
            if (_started.ContainsKey(span.SpanId))
            {
                return;
            }

            if (_spans.TryGetValue(span.ParentSpanId, out var parent))
            {
                Start(parent);
            }

            if (!_sources.TryGetValue(span.Source, out var source))
            {
                _sources.Add(span.Source, source = new ActivitySource(span.Source));
            }

            var remote = default(ActivityContext);
            Activity.Current = null;
            if (span.HasRemoteParent)
            {
                remote = new ActivityContext(TraceOf(span), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);
            }
            else if (parent is not null)
            {
                Activity.Current = _started[parent.SpanId];
            }
            else if (span.HasParent)
            {
                Activity.Current = Unrecorded(span);
            }

            // A name alone at first: Agent Framework renames its spans while they run.
            _started[span.SpanId] = source.StartActivity(span.OperationName, span.Kind, remote, startTime: span.Start);
        }

        private static void Stop(Activity activity, CapturedSpan span)
        {
            activity.DisplayName = span.DisplayName;
            foreach (var tag in span.Tags)
            {
                activity.AddTag(tag.Key, tag.Value);
            }

            foreach (var (name, time, tags) in span.Events)
            {
                activity.AddEvent(new ActivityEvent(name, time, new ActivityTagsCollection(tags)));
            }

            activity.SetStatus(span.Status, span.StatusDescription);
            activity.SetEndTime(span.End.UtcDateTime);
            activity.Stop();
        }

        /// <summary>A parent that runs in the process but that nobody records (hosting without its instrumentation).</summary>
        private Activity Unrecorded(CapturedSpan span)
        {
            if (!_unrecorded.TryGetValue(span.ParentSpanId, out var parent))
            {
                parent = new Activity("unrecorded").SetStartTime(span.Start.UtcDateTime).Start();
                parent.ActivityTraceFlags = ActivityTraceFlags.Recorded;
                _unrecorded.Add(span.ParentSpanId, parent);
            }

            return parent;
        }

        private ActivityTraceId TraceOf(CapturedSpan span)
        {
            if (!_traces.TryGetValue(span.TraceId, out var trace))
            {
                _traces.Add(span.TraceId, trace = ActivityTraceId.CreateRandom());
            }

            return trace;
        }
    }
}
