using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.Extensions.Logging;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>A table of inputs that mean no good, and the answers to them. After each, a plain request is served, and all memory is given back.</summary>
public sealed class HostileTests
{
    private const int Limit = 1024 * 1024;
    private const string Protobuf = "application/x-protobuf";
    private readonly OtlpCalls _calls = new();
    private TestReceiver _receiver = null!;

    [OneTimeSetUp]
    public async Task Start() => _receiver = await TestReceiver.StartAsync(static options =>
    {
        options.MaxBodyBytes = Limit;
        options.MaxBufferedBytes = 8 * Limit;
    });

    [OneTimeTearDown]
    public async Task Stop()
    {
        _calls.Dispose();
        await _receiver.DisposeAsync();
    }

    [TearDown]
    public async Task Serves_others_all_the_same()
    {
        Assert.That((await _calls.PostAsync(_receiver.Http)).Status, Is.EqualTo(200));
        Assert.That((await _calls.CallAsync(_receiver.Grpc)).Code, Is.Zero);
        Assert.That(_receiver.Log.Lines(LogLevel.Error), Is.Empty);
    }

    /// <summary>What the documentation says of each.</summary>
    [Test]
    public void The_documentation_lists_them_with_their_answers()
    {
        var bodies = Bodies().Select(static test => (test.TestName!, Or(test.Arguments[2], "400 or 413"), Or(test.Arguments[3], "3 or 8")));
        var bytes = RawRequests().Select(static test => (test.TestName!, Or(test.Arguments[1], "none"), string.Empty));

        Assert.That(HostileTable.Rows, Is.EqualTo(bodies.Concat(bytes).Select(static row => (row.Item1[(row.Item1.IndexOf('(', StringComparison.Ordinal) + 1)..^1], row.Item2, row.Item3))));

        static string Or(object? answer, string open) => answer is int number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : open;
    }

    private static IEnumerable<TestCaseData> Bodies()
    {
        yield return Case("gzip bomb of 256 MiB", "gzip", Bomb(256), 413, 8);
        yield return Case("gzip of 30,000 empty members", "gzip", Repeat(EmptyGzip, 30_000), 400, 3);
        yield return Case("zlib bomb", "deflate", Zlib(new byte[64 * Limit]), 413, 8);
        yield return Case("zstd bomb", "zstd", Zstd(new byte[64 * Limit]), 413, 8);
        yield return Case("zstd that asks for a window of 2 GiB", "zstd", [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0xA8, 0x03, 0x00, 0x00], 400, 3);
        yield return Case("zstd that announces 4 GiB", "zstd", [0x28, 0xB5, 0x2F, 0xFD, 0xA0, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0x00, 0x00], 400, 3);
        yield return Case("zstd cut off", "zstd", Zstd(OtlpCalls.Span)[..^3], 400, 3);
        yield return Case("snappy that announces 4 GiB", "snappy", [0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x00], null, null);
        yield return Case("snappy that announces more than there is", "snappy", [0x80, 0x80, 0x20, 0x00, 0x41], 400, 3);
        yield return Case("snappy frames cut off", "snappy", [0xFF, 0x06, 0x00, 0x00, 0x73, 0x4E, 0x61, 0x50, 0x70, 0x59, 0x00, 0x20], 400, 3);
        yield return Case("snappy frames cut off within one", "snappy", [.. SnappyFramed(OtlpCalls.Span), 0x01, 0x10, 0x00, 0x00, 0x41], 400, 3);
        yield return Case("snappy of nothing", "snappy", [], 400, 3);
        yield return Case("a length within of 2^63", null, [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], 400, 3);
        yield return Case("groups without end", null, Repeat([0x0B], 100_000), 400, 3);
        yield return Case("one byte over the limit", null, new byte[Limit + 1], 413, 8);
        yield return Case("as large as the limit", null, new byte[Limit], 400, 3);
        yield return Case("random bytes", null, RandomBytes(100_000), 400, 3);
        yield return Case("random bytes as gzip", "gzip", RandomBytes(100_000), 400, 3);
        yield return Case("random bytes as zstd", "zstd", RandomBytes(100_000), 400, 3);
        yield return Case("random bytes as snappy", "snappy", RandomBytes(100_000), null, null);
    }

    [TestCaseSource(nameof(Bodies))]
    public async Task A_body(string? coding, byte[] body, int? status, int? code)
    {
        var before = _receiver.Ingest.Items;

        var http = await _calls.PostAsync(_receiver.Http, body, type: Protobuf, coding: coding);
        var grpc = await Grpc(coding, body);

        Assert.That(http.Status, status is null ? Is.AnyOf(400, 413) : Is.EqualTo(status));
        Assert.That(grpc, code is null ? Is.AnyOf(3, 8) : Is.EqualTo(code));
        Assert.That(StatusMessage.Read(Protobuf, http.Body).Message, Is.Not.Empty);
        Assert.That(_receiver.Ingest.Items, Is.EqualTo(before));
    }

    private static IEnumerable<TestCaseData> RawRequests()
    {
        yield return Raw("nothing", "", null);
        yield return Raw("no HTTP", "HELO example.org\r\n\r\n", 400);
        yield return Raw("binary", "\u0000\u0001\u0002\u0003\r\n\r\n", 400);
        yield return Raw("negative length", "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n", 400);
        yield return Raw("length of 2^64", "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 18446744073709551616\r\n\r\n", 400);
        yield return Raw("two lengths", "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400);
        yield return Raw("a length of 8 EiB", "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9223372036854775807\r\nExpect: 100-continue\r\n\r\n", 413);
        yield return Raw("chunk of 2^64", "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}", 400);
        yield return Raw("chunks that end early", "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n5\r\nab", null);
        yield return Raw("header without end", "POST /v1/traces HTTP/1.1\r\nHost: x\r\nX: " + new string('a', 100_000), 431);
        yield return Raw("header injection", "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX : y\r\nContent-Length: 2\r\n\r\n{}", 400);
        yield return Raw("a path of 100 kB", "POST /" + new string('a', 100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n", 414);
        yield return Raw("a path that is no UTF-8", "POST /v1/%ff%fe HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", 404);
        yield return Raw("a header that is no ASCII", "POST /v1/traces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\u00FF\r\nContent-Length: 2\r\n\r\n{}", 400);
    }

    [TestCaseSource(nameof(RawRequests))]
    public async Task Bytes(string bytes, int? status)
    {
        using var client = await RawHttp.ConnectAsync(_receiver.Http);
        await client.SendAsync(bytes);
        if (status is null)
        {
            client.EndSending();
        }

        Assert.That((await client.ReadAsync())?.Status, Is.EqualTo(status));
    }

    [Test]
    public async Task Bombs_cost_no_more_memory_than_the_largest_body()
    {
        var bomb = Bomb(256);
        await _calls.PostAsync(_receiver.Http, bomb, coding: "gzip");
        var before = GC.GetTotalAllocatedBytes(precise: true);

        for (var time = 0; time < 4; time++)
        {
            Assert.That((await _calls.PostAsync(_receiver.Http, bomb, coding: "gzip")).Status, Is.EqualTo(413));
            Assert.That(await Grpc("gzip", bomb), Is.EqualTo(8));
        }

        // Decompressed they are 2 GiB.
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(64L * Limit));
    }

    [Test]
    public async Task A_message_that_announces_4_GiB_over_gRPC()
    {
        byte[] frame = [0, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3];
        using var http2 = new Http2Calls();
        var answer = await http2.SendAsync(_receiver.Grpc, "POST", OtlpCalls.TraceExport, [("content-type", "application/grpc"), ("te", "trailers")], frame);
        Assert.That(answer!.Value.Headers.Single(static header => header.Name == "grpc-status").Value, Is.EqualTo("8"));
    }

    [Test]
    public async Task A_fuzz_run_over_both_ports()
    {
        byte[][] seeds = [.. Exchanges.All.Where(static e => e.Expected.IsTaken && e.Body.Length is > 0 and < 5000).Select(static e => e.Body)];
        string?[] codings = [null, null, "gzip", "deflate", "zstd", "snappy", "identity"];
        var random = new Random(4317);
        for (var round = 0; round < 600; round++)
        {
            var body = seeds[random.Next(seeds.Length)].ToArray();
            for (var change = random.Next(4); change > 0; change--)
            {
                body[random.Next(body.Length)] ^= (byte)(1 << random.Next(8));
            }

            body = body[..random.Next(body.Length / 2, body.Length + 1)];
            var coding = codings[random.Next(codings.Length)];
            var type = random.Next(2) == 0 ? Protobuf : "application/json";
            var http = await _calls.PostAsync(_receiver.Http, body, random.Next(2) == 0 ? "/v1/traces" : "/v1/logs", type, coding);
            Assert.That(http.Status, Is.AnyOf(200, 400, 413), $"round {round}");
            Assert.That(await Grpc(coding, body), Is.AnyOf(0, 3, 8), $"round {round}");
        }
    }

    private async Task<int> Grpc(string? coding, byte[] body)
    {
        using var http2 = new Http2Calls();
        (string, string)[] headers = [("content-type", "application/grpc"), ("te", "trailers"), .. coding is null ? [] : new[] { ("grpc-encoding", coding) }];
        var answer = await http2.SendAsync(_receiver.Grpc, "POST", OtlpCalls.TraceExport, headers, OtlpCalls.Frame(body, coding is not null and not "identity"));
        Assert.That(answer, Is.Not.Null, "the call was cut");
        return int.Parse(answer!.Value.Headers.Single(static header => header.Name == "grpc-status").Value);
    }

    private static TestCaseData Case(string name, string? coding, byte[] body, int? status, int? code) =>
        new(coding, body, status, code) { TestName = $"Hostile({name})" };

    private static TestCaseData Raw(string name, string bytes, int? status) => new(bytes, status) { TestName = $"Hostile_bytes({name})" };

    private static byte[] Repeat(byte[] bytes, int times) => [.. Enumerable.Repeat(bytes, times).SelectMany(static b => b)];

    private static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Bomb(int megabytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            var zeros = new byte[Limit];
            for (var i = 0; i < megabytes; i++)
            {
                gzip.Write(zeros);
            }
        }

        return compressed.ToArray();
    }

    private static byte[] EmptyGzip => [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 0xFF, 0x03, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static byte[] SnappyFramed(byte[] body) => Compress(body, static target => new Snappier.SnappyStream(target, CompressionMode.Compress));

    private static byte[] Zlib(byte[] body) => Compress(body, static target => new ZLibStream(target, CompressionLevel.Optimal));

    private static byte[] Zstd(byte[] body) => Compress(body, static target => new ZstdSharp.CompressionStream(target));

    private static byte[] Compress(byte[] body, Func<Stream, Stream> open)
    {
        using var compressed = new MemoryStream();
        using (var stream = open(compressed))
        {
            stream.Write(body);
        }

        return compressed.ToArray();
    }
}
