using Microsoft.Extensions.Time.Testing;
using OTel.Argilla.Exporter.Assembly;
using OTel.Argilla.Exporter.Diagnostics;
using OTel.Argilla.Exporter.Records;
using OTel.Argilla.Sidecar.Ingest;
using OTel.Argilla.Sidecar.Journal;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Serving.Assembling;
using OTel.Argilla.Sidecar.Tests.Fuzz;

namespace OTel.Argilla.Sidecar.Tests.Serving;

/// <summary>Open traces take little memory, whatever their spans hold.</summary>
[NonParallelizable]
public sealed class AssemblyMemoryTests
{
    private const int Traces = 4_000;
    private const int Spans = 20;
    private const int CacheBytes = 1024 * 1024;

    private static readonly string Text = new('x', 500);

    [Test]
    public void A_span_of_an_open_trace_takes_some_hundred_bytes([Values(20, 2)] int genAI)
    {
        using var metrics = new ExporterMetrics();
        var (time, quiet) = (new FakeTimeProvider(), 0);
        var journal = new ForgetfulJournal();
        var cache = new ChunkCache(journal, CacheBytes);
        var queue = new ChunkQueue(long.MaxValue);
        var settlement = new Settlement(journal, cache);
        using var assembler = new Assembler(journal, cache, queue, settlement, new AssemblerParts
        {
            Buffer = new TraceBufferOptions { MaxSpans = 500_000 },
            MaxUnpackedBytes = 1,
            Evaluator = new PairEvaluator(new PairOptions()),
            Write = new RecordWriter().Write,
            Delivery = new TestDelivery(settlement, static _ => { }),
            Metrics = metrics,
            TimeProvider = time,
            Quiet = () => quiet++,
        });
        var ingest = new JournaledIngest(journal, cache, queue, static () => { }, static _ => true, metrics);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        // A hundred spans a request, of five at a time of twenty traces.
        for (var part = 0; part < 4; part++)
        {
            for (var first = 0; first < Traces; first += 20)
            {
                var spans = Enumerable.Range(0, 100).Select(i => Span(first + (i / 5), (part * 5) + (i % 5) + 1, genAI)).ToArray();
                Assert.That(ingest.IngestAsync(OtlpSignal.Traces, OtlpFormat.Protobuf, OtlpBytes.Request(spans), CancellationToken.None).AsTask().Result.Status, Is.EqualTo(IngestStatus.Accepted));
                while (assembler.Step())
                {
                }
            }
        }

        Assert.That((assembler.PendingTraces, assembler.PendingSpans), Is.EqualTo((Traces, Traces * genAI)));
        // Their parent is waited for in silence.
        for (var look = 0; look < 5; look++)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            assembler.Step();
        }

        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before - cache.Bytes;
        TestContext.Out.WriteLine($"{genAI} of 20 GenAI: {bytes / 1024 / 1024.0:0.0} MB, {bytes / (double)(Traces * Spans):0} bytes a span");
        Assert.That(bytes / (Traces * Spans), Is.LessThan(genAI == Spans ? 220 : 110));
        Assert.That(quiet, Is.EqualTo(genAI == Spans ? 1 : 0), "50 MB have come, or 5");
        Assert.That(cache.Bytes == 0, Is.EqualTo(genAI == Spans), "nobody reads chunks in silence");
        GC.KeepAlive(cache);
    }

    private static byte[] Span(int trace, int span, int genAI)
    {
        // The parent of them all is still running.
        var id = (trace * Spans) + span;
        return span <= genAI
            ? OtlpBytes.Span(trace + 1, id, "chat", [("gen_ai.operation.name", "chat"), ("gen_ai.response.id", $"r{id}"), ("gen_ai.prompt", Text)], parent: int.MaxValue)
            : OtlpBytes.Span(trace + 1, id, "GET", [("http.route", "/")], parent: int.MaxValue);
    }

    /// <summary>The disk is not what is measured.</summary>
    private sealed class ForgetfulJournal : IJournal
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
}
