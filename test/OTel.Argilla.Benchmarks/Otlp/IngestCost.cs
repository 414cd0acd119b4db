using System.Diagnostics;
using System.Globalization;
using OTel.Argilla.Benchmarks.Otlp.Schema;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Delivery;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Sidecar.Ingest;
using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Serving;
using OTel.Argilla.Sidecar.Serving.Assembling;
using Microsoft.Extensions.Logging.Abstractions;

namespace OTel.Argilla.Benchmarks.Otlp;

/// <summary>
/// What a span costs on its way into the journal and out of it, without the disk: decoding it and writing it into a chunk, and taking the chunk in; beside a parse by
/// Google.Protobuf. One thread, distinct requests of 512 spans.
/// </summary>
internal static class IngestCost
{
    private const int Requests = 200;
    private const int Rounds = 12;

    public static void Measure()
    {
        foreach (var name in new[] { "1 of 10 a chat", "chats only" })
        {
            var requests = Enumerable.Range(0, Requests).Select(_ => name == "chats only" ? OtlpRequest.Chats() : OtlpRequest.Mixed()).ToArray();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {requests.Average(static r => r.Length / (double)OtlpRequest.Spans):0} bytes a span"));
            Run("Google.Protobuf", requests, static _ => static request => ExportTraceServiceRequest.Parser.ParseFrom(request));
            Run("decoded and encoded", requests, static _ =>
            {
                var (journal, metrics) = (new NoJournal(), new ExporterMetrics());
                var cache = new ChunkCache(journal, 16 * 1024 * 1024);
                var encoder = new RequestEncoder(journal, cache);
                return request =>
                {
                    foreach (var chunk in encoder.Encode(request, OtlpFormat.Protobuf, OtlpSignal.Traces, static _ => true, metrics).Chunks)
                    {
                        cache.Add(chunk.Id, chunk.Content);
                    }
                };
            });
            Run("the same, and taken in", requests, static _ => TakeIn());
            Keep(requests);
        }
    }

    /// <summary>The whole of it, with the journal on disk, from requests that come eight at a time: until all are answered, and until all are taken in.</summary>
    private static void Keep(byte[][] requests)
    {
        var directory = Directory.CreateTempSubdirectory("otel-argilla-");
        var genAI = requests.Sum(static request =>
        {
            var batch = new OtlpBatch();
            OtlpDecoder.Decode(request, OtlpFormat.Protobuf, OtlpSignal.Traces, batch);
            return batch.Spans.Count;
        });
        for (var round = 0; round < 5; round++)
        {
            var sidecar = Sidecar.Serving.Sidecar.Open(
                new SidecarOptions { DataDirectory = Path.Combine(directory.FullName, $"{round}"), Argilla = SidecarDefaults.Options(), HasServer = false }, NullLoggerFactory.Instance, TimeProvider.System);
            var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            var next = -1;
            Task.WaitAll([.. Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            {
                for (var i = Interlocked.Increment(ref next); i < requests.Length; i = Interlocked.Increment(ref next))
                {
                    await sidecar.IngestAsync(OtlpSignal.Traces, OtlpFormat.Protobuf, requests[i], CancellationToken.None).ConfigureAwait(false);
                }
            }))]);
            var answered = watch.Elapsed;
            WaitUntilTakenIn(sidecar, genAI);
            process.Refresh();
            var spans = (double)requests.Length * OtlpRequest.Spans;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  kept on disk: {spans / answered.TotalSeconds:0} spans a second answered, {(process.TotalProcessorTime - before).TotalNanoseconds / spans:0} ns of processors a span, journal {sidecar.Look().JournalBytes >> 20} MB"));
            sidecar.DisposeAsync().AsTask().Wait();
        }

        directory.Delete(recursive: true);
    }

    /// <summary>Traces that have come are complete some seconds later: until then all of their spans are pending.</summary>
    private static void WaitUntilTakenIn(Sidecar.Serving.Sidecar sidecar, int genAI)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var limit = Stopwatch.StartNew();
        while (sidecar.Look().PendingSpans < genAI)
        {
            if (limit.Elapsed > TimeSpan.FromSeconds(5))
            {
                throw new TimeoutException($"{sidecar.Look().PendingSpans} of {genAI} spans are taken in.");
            }

            ticks.WaitForNextTickAsync().AsTask().Wait();
        }
    }

    private static Action<byte[]> TakeIn()
    {
        var (journal, metrics) = (new NoJournal(), new ExporterMetrics());
        var cache = new ChunkCache(journal, 16 * 1024 * 1024);
        var encoder = new RequestEncoder(journal, cache);
        var queue = new ChunkQueue(long.MaxValue);
        var settlement = new Settlement(journal, cache);
        var assembler = new Assembler(journal, cache, queue, settlement, new AssemblerParts
        {
            Buffer = new TraceBufferOptions { MaxSpans = 500_000, MaxAge = TimeSpan.FromDays(1) },
            Evaluator = new PairEvaluator(new PairOptions()),
            Write = new RecordWriter().Write,
            Delivery = new Nowhere(settlement),
            Metrics = metrics,
            TimeProvider = TimeProvider.System,
        });
        return request =>
        {
            foreach (var chunk in encoder.Encode(request, OtlpFormat.Protobuf, OtlpSignal.Traces, static _ => true, metrics).Chunks)
            {
                cache.Add(chunk.Id, chunk.Content);
                queue.Add(chunk.Id, chunk.Content.Count);
            }

            while (!queue.IsEmpty)
            {
                assembler.Step();
            }
        };
    }

    private static void Run(string name, byte[][] requests, Func<int, Action<byte[]>> start)
    {
        var (best, bytes, pause) = (double.MaxValue, 0L, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var action = start(round);
            GC.Collect();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var paused = GC.GetTotalPauseDuration();
            var watch = Stopwatch.StartNew();
            Array.ForEach(requests, request => action(request));
            if (watch.Elapsed.TotalNanoseconds < best)
            {
                best = watch.Elapsed.TotalNanoseconds;
                pause = (GC.GetTotalPauseDuration() - paused).TotalNanoseconds;
            }

            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        var spans = (double)requests.Length * OtlpRequest.Spans;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-24} {best / spans,8:0} ns ({pause / spans:0} of it the collector's) {bytes / spans,8:0} bytes a span"));
    }

    private sealed class NoJournal : IJournal
    {
        private long _lastId;

        public long NextChunkId() => ++_lastId;

        public ValueTask<JournalAnswer> AppendAsync(IReadOnlyList<JournalChunk> chunks) => new(new JournalAnswer(IsKept: true));

        public void Settle(IReadOnlyList<SettledChunk> chunks)
        {
        }

        public byte[] Read(long chunkId) => throw new JournalException("nothing is kept");

        public IEnumerable<StoredChunk> ReadAll() => [];
    }

    private sealed class Nowhere(Settlement settlement) : IRecordDelivery
    {
        public void Enqueue(RecordDocument record)
        {
            settlement.SetSafe(record);
            record.Release();
        }

        public bool Flush(int timeoutMilliseconds) => true;

        public bool Shutdown(int timeoutMilliseconds) => true;

        public void Dispose()
        {
        }
    }
}
