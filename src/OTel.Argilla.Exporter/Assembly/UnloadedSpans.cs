using OTel.Argilla.Exporter.Spans;

namespace OTel.Argilla.Exporter.Assembly;

/// <summary>What is left of a trace's spans in memory while they are not: what was done with each.</summary>
internal readonly struct UnloadedSpans
{
    private readonly ISpanSource _source;
    private readonly SpanMarks _first;

    /// <summary>Of each span in its order; null when those of the first are those of all.</summary>
    private readonly SpanMarks[]? _marks;

    public UnloadedSpans(ISpanSource source, List<Span> spans)
    {
        _source = source;
        _first = spans[0].Marks;
        for (var i = 1; i < spans.Count; i++)
        {
            if (spans[i].Marks != _first)
            {
                _marks = new SpanMarks[spans.Count];
                break;
            }
        }

        for (var i = 0; i < _marks?.Length; i++)
        {
            _marks[i] = spans[i].Marks;
        }
    }

    /// <summary>True when one of them has this mark.</summary>
    public bool Any(SpanMarks mark)
    {
        var all = _first;
        foreach (var marks in _marks ?? [])
        {
            all |= marks;
        }

        return (all & mark) != 0;
    }

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
