using OTel.Argilla.Exporter.Messages;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Benchmarks.Otlp;

/// <summary>Reads every value of the GenAI spans of a batch as the message reader does: texts stay UTF-8.</summary>
internal sealed class EverythingReader
{
    private readonly AttributeSet _attributes = new();
    private readonly List<SpanEvent> _events = [];
    private readonly ValueTape _tape = new();

    /// <summary>How many values there are.</summary>
    public int Read(OtlpBatch batch)
    {
        var values = 0;
        foreach (var span in batch.Spans)
        {
            _attributes.Clear();
            _events.Clear();
            _tape.Reset();
            span.CopyAttributesTo(_attributes);
            span.CopyEventsTo(_events);
            for (var i = 0; i < _attributes.Count; i++)
            {
                _ = _tape.AddAttribute(_attributes.Encoded(AttributeKey.Define(_attributes.NameAt(i))));
            }

            values += _attributes.Count + _events.Sum(static e => e.Attributes.Length);
        }

        return values;
    }
}
