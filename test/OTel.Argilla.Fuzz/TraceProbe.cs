using System.Text.Json;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Traces;

namespace OTel.Argilla.Fuzz;

/// <summary>Makes records of what was decoded, as a replay does, but lets through what a replay would count as a failure.</summary>
internal sealed class TraceProbe : ITraceConsumer
{
    private readonly PairEvaluator _evaluator = new(new PairOptions());
    private readonly RecordWriter _writer = new();
    private readonly TraceStore _store;

    public TraceProbe() => _store = new TraceStore(new TraceBufferOptions(), maxLinks: 100_000, TimeProvider.System, this);

    public void Add(OtlpBatch batch)
    {
        foreach (var span in batch.Spans)
        {
            // Also what evaluation asks for seldom, or of some spans only.
            _ = span.ResponseId;
            var attributes = new AttributeSet();
            span.CopyAttributesTo(attributes);
            for (var i = 0; i < attributes.Count; i++)
            {
                _ = attributes.ValueAt(i);
            }
        }

        _store.Add(batch);
    }

    public void Complete() => _store.CompleteAll();

    public void Run(BufferedTrace trace, TraceBuffer buffer)
    {
        _evaluator.Evaluate(trace.Spans);
        foreach (var pair in _evaluator.Pairs)
        {
            var record = _writer.Write(pair);
            using (JsonDocument.Parse(FuzzTargets.Utf8(record.Json.Span), new JsonDocumentOptions { MaxDepth = 512 }))
            {
                record.Release();
            }
        }

        buffer.Keep(trace, _evaluator);
    }

    public void Settle(BufferedTrace trace)
    {
    }
}
