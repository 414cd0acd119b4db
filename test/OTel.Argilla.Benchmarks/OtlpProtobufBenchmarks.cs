using BenchmarkDotNet.Attributes;
using OTel.Argilla.Benchmarks.Otlp;
using OTel.Argilla.Benchmarks.Otlp.Schema;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Benchmarks;

/// <summary>
/// The decoder of the command beside a full parse by Google.Protobuf. Both check all of the request; the decoder leaves the values of GenAI spans where
/// they are until someone asks. Figures are for one request of 512 spans.
/// </summary>
[MemoryDiagnoser]
[MinColumn]
public class OtlpProtobufBenchmarks
{
    private readonly OtlpBatch _batch = new();
    private readonly EverythingReader _reader = new();
    private byte[] _request = [];

    /// <summary>What the request holds.</summary>
    [Params("1 of 10 a chat", "chats only")]
    public string Spans { get; set; } = string.Empty;

    [GlobalSetup]
    public void SetUp() => _request = Spans == "chats only" ? OtlpRequest.Chats() : OtlpRequest.Mixed();

    [Benchmark(Baseline = true, Description = "Google.Protobuf")]
    public int Google() => ExportTraceServiceRequest.Parser.ParseFrom(_request).ResourceSpans.Count;

    [Benchmark(Description = "decoder")]
    public int Decoder()
    {
        _batch.Clear();
        OtlpDecoder.Decode(_request, OtlpFormat.Protobuf, OtlpSignal.Traces, _batch);
        return _batch.Spans.Count;
    }

    [Benchmark(Description = "decoder, GenAI spans read")]
    public int Everything() => Decoder() + _reader.Read(_batch);
}
