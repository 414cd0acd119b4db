using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Dialects;

/// <summary>
/// A span with its attributes copied out once, and its events when first asked for. Opened for one evaluation, then reused for another span.
/// </summary>
internal sealed class SpanView
{
    private static readonly Span Nothing = new NoSpan();

    private readonly List<SpanEvent> _events = [];
    private bool _eventsRead;

    public SpanView()
        : this(new AttributeShapes())
    {
    }

    /// <param name="shapes">Shared by views that are opened one at a time.</param>
    public SpanView(AttributeShapes shapes) => Attributes = new AttributeSet(shapes);

    public Span Span { get; private set; } = Nothing;

    public AttributeSet Attributes { get; }

    /// <summary>The span's events, then the log records that name it, by time.</summary>
    public List<SpanEvent> Events
    {
        get
        {
            if (!_eventsRead)
            {
                _eventsRead = true;
                Span.CopyEventsTo(_events);
                AddLogs();
            }

            return _events;
        }
    }

    public void Open(Span span)
    {
        Span = span;
        span.CopyAttributesTo(Attributes);
    }

    public void Close()
    {
        Span = Nothing;
        Attributes.Clear();
        _events.Clear();
        _eventsRead = false;
    }

    /// <summary>Log records travel in batches of their own: their order of arrival says nothing. Equal times keep it.</summary>
    private void AddLogs()
    {
        if (Span.Logs is not { } logs)
        {
            return;
        }

        var first = _events.Count;
        foreach (var log in logs)
        {
            var at = _events.Count;
            while (at > first && _events[at - 1].TimeUnixNano > log.TimeUnixNano)
            {
                at--;
            }

            _events.Insert(at, log);
        }
    }

    private sealed class NoSpan : Span
    {
        public override string? ResponseId => null;

        public override int EstimatedBytes => 0;

        public override bool HasOpenAncestor => false;

        public override void CopyAttributesTo(AttributeSet target)
        {
        }

        public override void CopyEventsTo(List<SpanEvent> target)
        {
        }

        public override bool TryGetAncestor(SpanId ancestorId, out SpanId parentId, out bool isError)
        {
            parentId = default;
            isError = false;
            return false;
        }
    }
}
