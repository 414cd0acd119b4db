using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Sidecar.Explain;

/// <summary>Puts explained spans below their parents. Spans that are not GenAI are shown where they stand above one that is.</summary>
internal sealed class SpanTree
{
    /// <summary>More levels than any app has: odd ids may form a ring.</summary>
    private const int MaxLevels = 512;

    private readonly OtherSpans _others;
    private readonly Dictionary<(TraceId Trace, SpanId Span), ExplainedSpan> _byId = [];
    private readonly List<(Span Span, ExplainedSpan Explained)> _spans = [];
    private readonly List<ExplainedSpan> _roots = [];

    public SpanTree(OtherSpans others) => _others = others;

    public int OthersShown { get; private set; }

    /// <summary>Adds a GenAI span; the earlier ones first.</summary>
    public void Add(Span span, ExplainedSpan explained)
    {
        _ = _byId.TryAdd((span.TraceId, span.SpanId), explained);
        _spans.Add((span, explained));
    }

    /// <summary>The spans at the top.</summary>
    public IReadOnlyList<ExplainedSpan> Build()
    {
        foreach (var (span, explained) in _spans)
        {
            Place(span.TraceId, span.ParentSpanId, explained);
        }

        return _roots;
    }

    private void Place(TraceId traceId, SpanId parentId, ExplainedSpan child)
    {
        for (var level = 0; level < MaxLevels && !parentId.IsDefault; level++)
        {
            if (_byId.TryGetValue((traceId, parentId), out var known))
            {
                if (!IsAbove(child, known))
                {
                    known.Children.Add(child);
                    return;
                }

                break;
            }

            if (!_others.TryGet(traceId, parentId, out var other))
            {
                break;
            }

            var parent = new ExplainedSpan
            {
                TraceId = traceId.ToString(),
                SpanId = parentId.ToString(),
                Name = other.Name,
                Kind = "other",
                IsError = other.IsError,
                DurationMilliseconds = other.EndUnixNano > other.StartUnixNano && other.StartUnixNano > 0 ? (other.EndUnixNano - other.StartUnixNano) / 1e6 : null,
            };
            _byId.Add((traceId, parentId), parent);
            OthersShown++;
            parent.Children.Add(child);
            (child, parentId) = (parent, other.ParentId);
        }

        _roots.Add(child);
    }

    /// <summary>True when the second lies in the tree below the first: a ring, which is opened there.</summary>
    private static bool IsAbove(ExplainedSpan above, ExplainedSpan span) => above == span || above.Children.Exists(child => IsAbove(child, span));
}
