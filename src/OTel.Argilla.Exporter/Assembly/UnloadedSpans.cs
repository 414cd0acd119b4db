using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>What is left of a trace's spans in memory while they are not: what was done with each.</summary>
internal sealed class UnloadedSpans
{
    private readonly ISpanSource _source;
    private readonly SpanMarks _first;

    /// <summary>Of each span in its order; null when those of the first are those of all.</summary>
    private readonly SpanMarks[]? _marks;

    public UnloadedSpans(ISpanSource source, List<Span> spans)
    {
        _source = source;
        _first = spans[0].Marks;
        _marks = spans.TrueForAll(span => span.Marks == _first) ? null : [.. spans.Select(static span => span.Marks)];
    }

    /// <summary>True when one of them has this mark.</summary>
    public bool Any(SpanMarks mark) => ((_marks is null ? _first : _marks.Aggregate(static (one, other) => one | other)) & mark) != 0;

    /// <summary>The spans again, as they were.</summary>
    public List<Span> Read(TraceId trace, int count)
    {
        var spans = new List<Span>(count);
        _source.Read(trace, spans);
        for (var i = 0; i < spans.Count; i++)
        {
            spans[i].Marks = _marks is null ? _first : i < _marks.Length ? _marks[i] : SpanMarks.None;
        }

        return spans;
    }
}
