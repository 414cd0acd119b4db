using OTel.Argilla.Exporter.Spans;
using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Tests.Otlp;
using OTel.Argilla.Sidecar.Traces.Items;

namespace OTel.Argilla.Sidecar.Tests.Traces;

/// <summary>What is written into a chunk is read from it, and a damaged one harms nobody.</summary>
public sealed class ItemCodecTests
{
    private const string Judgement = "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"eventName\":\"gen_ai.evaluation.result\",\"traceId\":\"5b8efff798038103d269b633813fc60c\","
        + "\"spanId\":\"eee19b7ec3c1b174\",\"attributes\":[{\"key\":\"gen_ai.response.id\",\"value\":{\"stringValue\":\"r1\"}}]}]}]}]}";

    private static IEnumerable<string> Requests => Samples.Names.Where(static n => (n.EndsWith(".pb") || n.EndsWith(".json")) && n.Contains('/'));

    [TestCaseSource(nameof(Requests))]
    public void What_is_read_is_what_was_written(string name)
    {
        var batch = Decoding.Decode(Samples.Get(name), Decoding.FormatOf(name), Decoding.SignalOf(name));
        var chunk = Write(batch);

        Assert.That(Text(chunk, null), Is.EqualTo(Text(batch)));
        Assert.That(Text(chunk, new Source(chunk)), Is.EqualTo(Text(batch)), "read when it is asked for");
    }

    [Test]
    public void Any_place_in_the_tree_is_kept([Values] bool hasParent, [Values] bool isError, [Values] bool isLocal)
    {
        var link = new SpanLink(new TraceId(1, ulong.MaxValue), new SpanId(ulong.MaxValue), new SpanId(hasParent ? 3u : 0), 0, 0, 0, 0, isError, isLocal);
        var writer = new ItemWriter(16, keepsResources: true);
        writer.Add(link);
        writer.Add(link with { SpanId = new SpanId(5) });
        var reader = Open(writer.Written.ToArray());

        Assert.That(reader.Read(), Is.EqualTo(ItemKind.Link));
        Assert.That((reader.TraceId, reader.SpanId, reader.Place), Is.EqualTo((link.TraceId, link.SpanId, new SpanPlace(link.ParentSpanId, isError, isLocal))));
        Assert.That(reader.Read(), Is.EqualTo(ItemKind.Link));
        Assert.That((reader.TraceId, reader.SpanId, reader.Unit), Is.EqualTo((link.TraceId, new SpanId(5), 0)));
        Assert.That(reader.Read(), Is.EqualTo(ItemKind.None));
    }

    [TestCase(0, long.MaxValue)]
    [TestCase(long.MaxValue, 0)]
    [TestCase(5, 5)]
    public void Any_times_are_kept(long start, long end)
    {
        var head = new OtlpSpanHead { TraceId = new TraceId(1, 2), SpanId = new SpanId(3), Name = "", ScopeName = "", StartUnixNano = start, EndUnixNano = end };
        var writer = new ItemWriter(16, keepsResources: true);
        writer.Add(new OtlpSpan(head, OtlpFormat.Protobuf, ReadOnlyMemory<byte>.Empty));
        var reader = Open(writer.Written.ToArray());
        reader.Read();
        var span = reader.ToSpan();

        Assert.That((span.StartUnixNano, span.EndUnixNano), Is.EqualTo((start, end)));
    }

    [Test]
    public void What_is_of_one_trace_is_one_unit_and_a_judgement_is_one_for_itself()
    {
        var batch = new OtlpBatch();
        OtlpDecoder.Decode(System.Text.Encoding.UTF8.GetBytes(Judgement), OtlpFormat.Json, OtlpSignal.Logs, batch);
        var trace = batch.Logs[0].TraceId;
        var writer = new ItemWriter(16, keepsResources: true);
        Add(trace);
        writer.Add(batch.Logs[0]);
        Add(trace);
        for (var i = 0u; i < 100; i++)
        {
            Add(new TraceId(7, i));
        }

        writer.Add(batch.Logs[0]);
        Add(new TraceId(7, 50));
        Add(trace);

        var units = new List<int>();
        var reader = Open(writer.Written.ToArray());
        while (reader.Read() != ItemKind.None)
        {
            units.Add(reader.Unit);
        }

        Assert.That(units, Is.EqualTo(new[] { 0, 1, 0 }.Concat(Enumerable.Range(2, 100)).Concat([102, 52, 0])));

        void Add(TraceId id) => writer.Add(new SpanLink(id, new SpanId(1), default, 0, 0, 0, 0, false, false));
    }

    [Test]
    public void The_attributes_of_the_sender_can_be_read([Values] bool json)
    {
        var name = Samples.Names.First(n => n.StartsWith("pairs/") && n.EndsWith(json ? ".json" : ".pb") && Decoding.Decode(Samples.Get(n), Decoding.FormatOf(n), OtlpSignal.Traces).Spans.Count > 0);
        var batch = Decoding.Decode(Samples.Get(name), Decoding.FormatOf(name), OtlpSignal.Traces);
        var chunk = Write(batch);
        var reader = Open(chunk, new Source(chunk));
        for (var kind = reader.Read(); kind != ItemKind.Span; kind = reader.Read())
        {
        }

        var resource = reader.ToSpan().Resource!;
        Assert.That(resource.TryGetAttribute("service.name", out var service), Is.True);
        Assert.That(service, Is.EqualTo(resource.ServiceName).And.EqualTo(batch.Spans[0].ServiceName));
        Assert.That(resource.TryGetAttribute("no.such.name", out _), Is.False);
    }

    [Test]
    public void A_damaged_chunk_is_told_and_nothing_beyond_it_is_read()
    {
        var name = Requests.First(n => Decoding.Decode(Samples.Get(n), Decoding.FormatOf(n), Decoding.SignalOf(n)) is { Spans.Count: > 0, Links.Count: > 0 });
        var chunk = Write(Decoding.Decode(Samples.Get(name), Decoding.FormatOf(name), Decoding.SignalOf(name)));
        var random = new Random(1);
        var told = 0;
        for (var i = 0; i < 3000; i++)
        {
            var damaged = chunk[..(i % 2 == 0 ? chunk.Length : random.Next(1, chunk.Length))];
            for (var change = 0; change < i % 4; change++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                var reader = Open(damaged);
                for (var kind = reader.Read(); kind != ItemKind.None; kind = reader.Read())
                {
                    _ = kind == ItemKind.Span ? reader.ToSpan().Length : kind == ItemKind.Log ? reader.ToLog().Length : 0;
                }
            }
            catch (InvalidDataException)
            {
                told++;
            }
        }

        Assert.That(told, Is.GreaterThan(1000));
    }

    [Test]
    public void Writing_allocates_nothing_but_the_chunk()
    {
        var batches = Requests.Select(static n => Decoding.Decode(Samples.Get(n), Decoding.FormatOf(n), Decoding.SignalOf(n))).ToArray();
        var writer = new ItemWriter(1024 * 1024, keepsResources: true);
        Array.ForEach(batches, WriteAll);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Array.ForEach(batches, WriteAll);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1024));

        void WriteAll(OtlpBatch batch)
        {
            writer.Clear();
            AddAll(writer, batch);
        }
    }

    private static ItemReader Open(byte[] chunk, ByteSource? source = null)
    {
        var reader = new ItemReader();
        reader.Open(chunk, chunk.Length, source);
        return reader;
    }

    private static byte[] Write(OtlpBatch batch)
    {
        var writer = new ItemWriter(16, keepsResources: true);
        AddAll(writer, batch);
        return writer.Written.ToArray();
    }

    private static void AddAll(ItemWriter writer, OtlpBatch batch)
    {
        foreach (var span in batch.Spans)
        {
            writer.Add(span);
        }

        foreach (var log in batch.Logs)
        {
            writer.Add(log);
        }

        foreach (var link in batch.Links)
        {
            writer.Add(link);
        }
    }

    /// <summary>All that a chunk holds, without what it need not hold.</summary>
    private static string Text(byte[] chunk, ByteSource? source)
    {
        var batch = new OtlpBatch();
        var reader = Open(chunk, source);
        for (var kind = reader.Read(); kind != ItemKind.None; kind = reader.Read())
        {
            switch (kind)
            {
                case ItemKind.Span:
                    batch.Spans.Add(reader.ToSpan());
                    break;
                case ItemKind.Log:
                    batch.Logs.Add(new OtlpLog(reader.TraceId, reader.SpanId, reader.ToLog()));
                    break;
                default:
                    batch.Links.Add(new SpanLink(
                        reader.TraceId, reader.SpanId, reader.Place.ParentSpanId, 0, 0, 0, 0, reader.Place.IsError, reader.Place.IsParentLocal));
                    break;
            }
        }

        return BatchText.Of(batch);
    }

    private static string Text(OtlpBatch batch)
    {
        for (var i = 0; i < batch.Links.Count; i++)
        {
            batch.Links[i] = batch.Links[i] with { StartUnixNano = 0, EndUnixNano = 0 };
        }

        batch.OtherLogs = batch.SpansWithoutId = 0;
        return BatchText.Of(batch);
    }

    private sealed class Source(byte[] bytes) : ByteSource
    {
        public override byte[] Read() => bytes;
    }
}
