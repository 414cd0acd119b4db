using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Traces;
using OTel.Argilla.Sidecar.Traces.Items;

namespace OTel.Argilla.Sidecar.Serving.Assembling;

/// <summary>The spans of traces that wait, as the journal holds them. Of the assembler's thread.</summary>
internal sealed class JournaledSpans(Settlement settlement) : ISpanSource
{
    private readonly ItemReader _reader = new();
    private readonly List<(OpenChunk Chunk, int Unit)> _units = [];
    private readonly HashSet<SpanId> _known = [];

    /// <summary>What spans are asked for their ancestors.</summary>
    public ISpanLinks? Links { get; set; }

    /// <inheritdoc/>
    /// <exception cref="Journal.JournalException">They cannot be read.</exception>
    public void Read(TraceId trace, List<Span> target)
    {
        _units.Clear();
        _known.Clear();
        settlement.Find(trace, _units);
        foreach (var (chunk, unit) in _units)
        {
            // The one that is being taken in brings its spans itself.
            if (chunk.IsTakenIn)
            {
                Read(chunk, unit, target);
            }
        }
    }

    private void Read(OpenChunk chunk, int unit, List<Span> target)
    {
        var content = chunk.Content;
        _reader.Open(content.Array, content.Length, chunk);
        for (var kind = _reader.Read(); kind != ItemKind.None; kind = _reader.Read())
        {
            // A span that came twice was taken in once.
            if (kind == ItemKind.Span && _reader.Unit == unit && _known.Add(_reader.SpanId))
            {
                var span = _reader.ToSpan();
                span.Links = Links;
                target.Add(span);
            }
        }
    }
}
