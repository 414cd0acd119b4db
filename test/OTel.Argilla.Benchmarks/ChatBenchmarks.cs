using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using OTel.Argilla.Benchmarks.Bare;
using OTel.Argilla.Benchmarks.Rig;
using OTel.Argilla.Benchmarks.Spans;

namespace OTel.Argilla.Benchmarks;

/// <summary>
/// From the end of a span to the bytes of a request: 512 calls of a model, each its own trace with a question and an answer of 1 kB, in batches
/// of 512 as the batch processor makes them. Figures are for one span, which is one record. Each span is new: no exporter has seen its trace,
/// nor its words, by which Argilla's would look for another view of the same call.
/// </summary>
[MemoryDiagnoser]
public class ChatBenchmarks
{
    private const int SpansPerBatch = 512;
    private const int BatchesPerIteration = 32;

    private ChatSpans? _spans;
    private SpanExport? _argilla;
    private SpanExport? _otlp;
    private BareLoop? _bare;
    private Activity[][] _ended = [];

    /// <summary>Batches to send; fewer where only what is sent is looked at.</summary>
    internal int Batches { get; init; } = BatchesPerIteration;

    /// <summary>Receives the request bodies; null while time is measured.</summary>
    internal Stream? Sink { get; init; }

    [GlobalSetup]
    public void SetUp()
    {
        _spans = new ChatSpans(distinct: SpansPerBatch * Batches);
        _argilla = SpanExport.Argilla(Sink);
        _otlp = SpanExport.Otlp(Sink);
        _bare = new BareLoop(Sink);
    }

    [IterationSetup]
    public void MakeSpans()
    {
        _ended = new Activity[Batches][];
        for (var batch = 0; batch < Batches; batch++)
        {
            _ended[batch] = new Activity[SpansPerBatch];
            for (var i = 0; i < SpansPerBatch; i++)
            {
                _ended[batch][i] = _spans!.Make();
            }
        }
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _argilla?.Dispose();
        _otlp?.Dispose();
        _spans?.Dispose();
    }

    [Benchmark(Baseline = true, Description = "OTLP", OperationsPerInvoke = SpansPerBatch * BatchesPerIteration)]
    public void Otlp() => Send(_otlp!.Send);

    [Benchmark(Description = "Argilla", OperationsPerInvoke = SpansPerBatch * BatchesPerIteration)]
    public void Argilla() => Send(_argilla!.Send);

    [Benchmark(Description = "bare loop", OperationsPerInvoke = SpansPerBatch * BatchesPerIteration)]
    public void Bare() => Send(_bare!.Send);

    private void Send(Action<Activity[]> export)
    {
        foreach (var ended in _ended)
        {
            export(ended);
        }
    }
}
