using Microsoft.Extensions.Logging;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Pipeline;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Exporter.Registration;
using OTel.Argilla.Sidecar.Delivery;
using OTel.Argilla.Sidecar.Ingest;
using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Routing;
using OTel.Argilla.Sidecar.Serving.Assembling;
using OTel.Argilla.Sidecar.Telemetry;

namespace OTel.Argilla.Sidecar.Serving;

/// <summary>Journal, ingest, assembly and delivery in one.</summary>
/// <remarks>Threading: every member may be called from any thread.</remarks>
internal sealed class Sidecar : ISidecar
{
    /// <summary>Bytes of chunks in memory.</summary>
    private const long CacheBytes = 24 * 1024 * 1024;

    /// <summary>How much of the journal may wait for the assembler before requests are refused.</summary>
    private const int ShareOfBacklog = 4;

    /// <summary>From here on the journal is nearly full.</summary>
    private const double CrowdedShare = 0.8;

    private const string NearlyFull =
        "The journal is nearly full: the traces that have waited longest become records before they are complete. Set Journal:MaxBytes higher, or Argilla:TraceMaxAge lower when parents of their spans never come.";

    private readonly SidecarOptions _options;
    private readonly SqliteJournal _journal;
    private readonly ExporterMetrics _metrics = new();
    private readonly DatasetDeliveries _delivery;
    private readonly Assembler _assembler;
    private readonly AssemblerThread _thread;
    private readonly JournaledIngest _ingest;
    private readonly NewestPairs _pairs;
    private readonly Troubles _troubles;
    private int _isStopped;

    private Sidecar(SidecarOptions options, ILogger logger, TimeProvider time, SidecarMetrics? metrics)
    {
        _options = options;
        _troubles = new Troubles(time);
        _pairs = new NewestPairs(options.NewestPairs, time);
        _journal = SqliteJournal.Open(options.DataDirectory, options.MaxJournalBytes, time);
        _journal.Writer.Committed = metrics is null ? null : metrics.Committed;
        var cache = new ChunkCache(_journal, CacheBytes);
        var queue = new ChunkQueue(options.MaxJournalBytes / ShareOfBacklog);
        var settlement = new Settlement(_journal, cache);
        var gate = new SpanGate(options.Argilla, _metrics, time);
        var router = new DatasetRouter(options.Argilla.Dataset, options.Rules);
        var delivered = options.Argilla.Snapshot();
        delivered.Dataset = router.DefaultDataset;
        _delivery = new DatasetDeliveries(delivered, options.HasServer, _journal, _metrics, time, settlement.SetSafe);
        _assembler = new Assembler(_journal, cache, queue, settlement, new AssemblerParts
        {
            Buffer = SidecarDefaults.Buffer(options.Argilla),
            // Records that wait for Argilla fill it too; no trace has to be given up for them.
            IsCrowded = bytes => bytes > CrowdedShare / 2 * options.MaxJournalBytes && _journal.Writer.UsedBytes > CrowdedShare * options.MaxJournalBytes,
            Accepts = gate.IsSampled,
            Evaluator = new PairEvaluator(new PairOptions
            {
                IncludeInsideTools = options.Argilla.IncludeInsideTools,
                OneRecordPerTrace = options.Argilla.OneRecordPerTrace,
                Dialects = DialectDeclarations.Catalog(options.Argilla.Dialects),
            }),
            Write = Writer(options, router),
            Delivery = _delivery,
            IsHeldUp = () => _delivery.IsBehind,
            // It stands beside somebody's app, and nobody waits for it now.
            Quiet = static () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true),
            Metrics = _metrics,
            TimeProvider = time,
        })
        {
            Crowded = () =>
            {
                SidecarLog.Crowded(logger, NearlyFull);
                _troubles.Add(NearlyFull);
            },
            Damaged = text =>
            {
                SidecarLog.Damaged(logger, text);
                _troubles.Add(text);
            },
        };
        _metrics.ObservePending(() => _assembler.PendingTraces, () => _assembler.PendingSpans);
        _thread = new AssemblerThread(_assembler, () => _ingest?.Waiting > Environment.ProcessorCount, exception =>
        {
            SidecarLog.Unexpected(logger, exception);
            _troubles.Add($"Putting traces together has failed: {exception.GetType().Name}");
        });
        _assembler.Wake = _thread.Wake;
        _ingest = new JournaledIngest(_journal, cache, queue, _thread.Wake, gate.IsSampled, _metrics) { Problem = () => _assembler.Problem };
    }

    /// <summary>Opens the journal, and takes over what an earlier process has left in it while requests come already.</summary>
    /// <param name="options">How.</param>
    /// <param name="loggers">Where to say what the operator should know.</param>
    /// <param name="time">The clock.</param>
    /// <param name="metrics">Is told how long commits take; null when nobody asks.</param>
    /// <exception cref="JournalException">The journal cannot be used.</exception>
    public static Sidecar Open(SidecarOptions options, ILoggerFactory loggers, TimeProvider time, SidecarMetrics? metrics = null) =>
        new(options, loggers.CreateLogger("OTel.Argilla.Sidecar"), time, metrics);

    public ValueTask<IngestResult> IngestAsync(OtlpSignal signal, OtlpFormat format, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        _ingest.IngestAsync(signal, format, body, cancellationToken);

    public SidecarState Look() => new()
    {
        JournalProblem = _assembler.Problem ?? _journal.Writer.Problem,
        JournalBytes = _journal.Writer.UsedBytes,
        MaxJournalBytes = _options.MaxJournalBytes,
        IsRebuilding = _assembler.IsRebuilding,
        PendingTraces = _assembler.PendingTraces,
        PendingSpans = _assembler.PendingSpans,
        OutboxRecords = _delivery.Waiting,
        BacklogAge = _delivery.OldestAge,
        DeadLetters = _delivery.DeadLetters,
        Argilla = _delivery.Reach,
        LastError = _troubles.Last,
        NewestPairs = _pairs.Get(),
    };

    public async Task StopAsync(TimeSpan timeout)
    {
        if (Interlocked.Exchange(ref _isStopped, 1) != 0)
        {
            return;
        }

        _ingest.Stop();
        await Task.Run(() =>
        {
            _thread.Dispose();
            _ = _delivery.Shutdown((int)timeout.TotalMilliseconds);

            // What has become safe meanwhile.
            _assembler.Flush();
            _journal.Dispose();
        }).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero).ConfigureAwait(false);
        _delivery.Dispose();
        _assembler.Dispose();
        _metrics.Dispose();
    }

    private Func<Pair, RecordDocument> Writer(SidecarOptions options, DatasetRouter router)
    {
        var writer = new RecordWriter(options.Argilla.EvaluationMapping);
        return pair =>
        {
            var record = writer.Write(pair);
            record.Dataset = router.Route(pair.Span);
            _pairs.Add(pair, record.ExternalId, record.Dataset ?? router.DefaultDataset);
            return record;
        };
    }
}
