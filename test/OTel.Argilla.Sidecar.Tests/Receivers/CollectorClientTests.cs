using OTel.Argilla.Sidecar.Otlp;
using OTel.Argilla.Sidecar.Tests.Otlp;

namespace OTel.Argilla.Sidecar.Tests.Receivers;

/// <summary>Requests as the exporters of a real Collector sent them, in every encoding and compression that they have.</summary>
public sealed class CollectorClientTests
{
    private static readonly string[] Names = [.. Samples.Names.Where(static name => name.StartsWith("wire/", StringComparison.Ordinal))];

    private readonly OtlpCalls _calls = new();
    private TestReceiver _receiver = null!;

    [SetUp]
    public async Task Start() => _receiver = await TestReceiver.StartAsync();

    [TearDown]
    public async Task Stop() => await _receiver.DisposeAsync();

    [OneTimeTearDown]
    public void Close() => _calls.Dispose();

    [TestCaseSource(nameof(Scenarios))]
    public async Task All_of_it_arrives(string scenario)
    {
        foreach (var name in Names.Where(name => ScenarioOf(name) == scenario))
        {
            await SendAsync(name, scenario);
        }

        var expected = new OtlpBatch();
        foreach (var name in Names.Where(static name => ScenarioOf(name) == "http-none"))
        {
            OtlpDecoder.Decode(Samples.Get(name), OtlpFormat.Protobuf, SignalOf(name, "http-none"), expected);
        }

        Assert.That(expected.Spans.Count + expected.Links.Count, Is.Positive);
        Assert.That(BatchText.Of(Received()), Is.EqualTo(BatchText.Of(expected)));
    }

    [Test]
    public async Task What_is_not_read_says_what_to_set()
    {
        var answer = await _calls.PostAsync(_receiver.Http, Samples.Get("wire/wire-http-lz4-0001.bin"), coding: "lz4");

        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(StatusMessage.Read("application/x-protobuf", answer.Body).Message, Does.Contain("set compression to gzip"));
    }

    private async Task SendAsync(string name, string scenario)
    {
        var signal = SignalOf(name, scenario);
        var body = Samples.Get(name);
        var compression = scenario[(scenario.IndexOf('-', StringComparison.Ordinal) + 1)..] switch
        {
            "batched" or "default" => "gzip",
            "none" or "json" => null,
            var named => named,
        };
        if (scenario.StartsWith("http", StringComparison.Ordinal))
        {
            var type = scenario == "http-json" ? "application/json" : "application/x-protobuf";
            Assert.That((await _calls.PostAsync(_receiver.Http, body, signal == OtlpSignal.Logs ? "/v1/logs" : "/v1/traces", type, compression)).Status, Is.EqualTo(200));
            return;
        }

        // The five bytes in front are there already.
        using var http2 = new Http2Calls();
        var path = signal == OtlpSignal.Logs ? "/opentelemetry.proto.collector.logs.v1.LogsService/Export" : OtlpCalls.TraceExport;
        (string, string)[] headers = [("content-type", "application/grpc"), ("te", "trailers"), ("grpc-accept-encoding", "snappy,zstd,gzip"), .. compression is null ? [] : new[] { ("grpc-encoding", compression) }];
        var answer = await http2.SendAsync(_receiver.Grpc, "POST", path, headers, body);
        Assert.That(answer!.Value.Headers.Single(static header => header.Name == "grpc-status").Value, Is.EqualTo("0"));
    }

    private OtlpBatch Received()
    {
        var batch = new OtlpBatch();
        foreach (var (signal, format, body) in _receiver.Ingest.Requests)
        {
            OtlpDecoder.Decode(body, format, signal, batch);
        }

        return batch;
    }

    private static IEnumerable<string> Scenarios() => Names.Select(ScenarioOf).Where(static scenario => scenario != "http-lz4").Distinct();

    private static string ScenarioOf(string name) => name["wire/wire-".Length..name.LastIndexOf('-')];

    /// <summary>The last request of each is of logs; batched there are two of them, else three.</summary>
    private static OtlpSignal SignalOf(string name, string scenario) =>
        name.EndsWith(scenario.EndsWith("batched", StringComparison.Ordinal) ? "-0002.bin" : "-0003.bin", StringComparison.Ordinal) ? OtlpSignal.Logs : OtlpSignal.Traces;
}
