using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using OTel.Argilla.Benchmarks.Bare;
using OTel.Argilla.Benchmarks.Rig;
using OTel.Argilla.Benchmarks.Spans;

namespace OTel.Argilla.Benchmarks;

/// <summary>
/// From the end of a span to the bytes of a request: runs of an agent, 20 spans each with eight calls of a model of 8 kB, 25 runs to a batch of 500 spans.
/// Figures are for one run, which is one record for Argilla and 20 spans for OTLP.
/// </summary>
[MemoryDiagnoser]
public class AgentBenchmarks
{
    private const int RunsPerBatch = 25;
    private const int BatchesPerIteration = 20;

    private AgentSpans? _spans;
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
        _spans = new AgentSpans(distinct: RunsPerBatch * Batches);
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
            var ended = new List<Activity>(RunsPerBatch * AgentSpans.SpansPerRun);
            for (var i = 0; i < RunsPerBatch; i++)
            {
                _spans!.Make(ended);
            }

            _ended[batch] = [.. ended];
        }
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _argilla?.Dispose();
        _otlp?.Dispose();
        _spans?.Dispose();
    }

    [Benchmark(Baseline = true, Description = "OTLP", OperationsPerInvoke = RunsPerBatch * BatchesPerIteration)]
    public void Otlp() => Send(_otlp!.Send);

    [Benchmark(Description = "Argilla", OperationsPerInvoke = RunsPerBatch * BatchesPerIteration)]
    public void Argilla() => Send(_argilla!.Send);

    [Benchmark(Description = "bare loop", OperationsPerInvoke = RunsPerBatch * BatchesPerIteration)]
    public void Bare() => Send(_bare!.Send);

    private void Send(Action<Activity[]> export)
    {
        foreach (var ended in _ended)
        {
            export(ended);
        }
    }
}
