using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;
using OTel.Argilla.Exporter;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Sidecar.Ingest;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Serving.Assembling;

namespace OTel.Argilla.Sidecar.Tests.Serving;

/// <summary>One process after the other over one journal, step by step and on a clock of the test's own.</summary>
internal sealed class AssemblyRig : IDisposable
{
    private readonly Action<RecordDocument> _send;
    private readonly Random _random;
    private readonly ExporterMetrics _metrics = new();
    private readonly MeterListener _meter = new();
    private readonly TraceBufferOptions _options;
    private JournaledIngest _ingest = null!;

    /// <param name="send">Takes the records that get to Argilla.</param>
    /// <param name="options">When traces are complete.</param>
    /// <param name="random">What a crash leaves.</param>
    /// <param name="cacheBytes">How much is held in memory.</param>
    public AssemblyRig(Action<RecordDocument> send, TraceBufferOptions? options = null, Random? random = null, long cacheBytes = 16 * 1024 * 1024)
    {
        _send = send;
        _options = options ?? new TraceBufferOptions { MaxAge = TimeSpan.FromHours(24), MaxSpans = 500_000, MaxLoadedSpans = 0 };
        _random = random ?? new Random(1);
        CacheBytes = cacheBytes;
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _metrics.Meter && instrument.Name == "argilla.exporter.spans")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meter.SetMeasurementEventCallback<long>((_, value, _, _) => CountedSpans += value);
        _meter.Start();
        Start(new MemoryJournal());
    }

    public FakeTimeProvider Time { get; } = new();

    public long CacheBytes { get; }

    public MemoryJournal Journal { get; private set; } = null!;

    public Assembler Assembler { get; private set; } = null!;

    public TestDelivery Delivery { get; private set; } = null!;

    /// <summary>From how many bytes on the journal counts as nearly full.</summary>
    public long CrowdedBytes { get; set; } = long.MaxValue;

    public int Crowded { get; private set; }

    /// <summary>Spans that the meter has counted, whatever became of them.</summary>
    public long CountedSpans { get; private set; }

    public List<string> Damages { get; } = [];

    public ChunkQueue Queue { get; private set; } = null!;

    public IngestResult Ingest(byte[] body, OtlpFormat format, OtlpSignal signal)
    {
        var task = _ingest.IngestAsync(signal, format, body, CancellationToken.None).AsTask();
        Assert.That(task.IsCompleted, Is.True);
        return task.Result;
    }

    public IngestResult Ingest(string json) =>
        Ingest(System.Text.Encoding.UTF8.GetBytes(json), OtlpFormat.Json, json.Contains("resourceLogs", StringComparison.Ordinal) ? OtlpSignal.Logs : OtlpSignal.Traces);

    /// <summary>All that is to do at the moment.</summary>
    public void Work()
    {
        while (Assembler.Step())
        {
        }
    }

    /// <summary>Time passes, and what is to do meanwhile is done.</summary>
    public void Pass(TimeSpan time)
    {
        Work();
        Time.Advance(time);
        Work();
        Delivery.LetThrough();
        Work();
    }

    /// <summary>The process dies, and another one starts.</summary>
    public void Crash()
    {
        Assembler.Dispose();
        Start(Journal.Crash(_random));
    }

    /// <summary>Until nothing waits for anything.</summary>
    public void Finish()
    {
        foreach (var time in new[] { TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(3), TimeSpan.FromHours(24), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(3) })
        {
            Pass(time);
            Pass(TimeSpan.FromSeconds(10));
        }
    }

    public void Dispose()
    {
        Assembler.Dispose();
        _meter.Dispose();
        _metrics.Dispose();
    }

    private void Start(MemoryJournal journal)
    {
        Journal = journal;
        var cache = new ChunkCache(journal, CacheBytes);
        var settlement = new Settlement(journal, cache);
        Delivery = new TestDelivery(settlement, _send);
        Queue = new ChunkQueue(1024 * 1024);
        Assembler = new Assembler(journal, cache, Queue, settlement, new AssemblerParts
        {
            Buffer = _options,
            MaxUnpackedBytes = CacheBytes,
            IsCrowded = bytes => bytes > CrowdedBytes,
            Evaluator = new PairEvaluator(new PairOptions()),
            Write = new RecordWriter(new ArgillaExporterOptions().EvaluationMapping).Write,
            Delivery = Delivery,
            Metrics = _metrics,
            TimeProvider = Time,
        })
        {
            Damaged = Damages.Add,
            Crowded = () => Crowded++,
        };
        _ingest = new JournaledIngest(journal, cache, Queue, static () => { }, static _ => true, _metrics) { Problem = () => Assembler.Problem };
    }
}
