using System.Text.Json;
using BenchmarkDotNet.Attributes;
using OTel.Argilla.Benchmarks.Otlp;
using OTel.Argilla.Sidecar.Otlp;

namespace OTel.Argilla.Benchmarks;

/// <summary>The decoder of the command beside <see cref="JsonDocument"/>, which finds where each value stands, and reads none. Figures are for one request of 512 spans.</summary>
[MemoryDiagnoser]
[MinColumn]
public class OtlpJsonBenchmarks
{
    private readonly OtlpBatch _batch = new();
    private readonly EverythingReader _reader = new();
    private byte[] _request = [];

    /// <summary>What the request holds.</summary>
    [Params("1 of 10 a chat", "chats only")]
    public string Spans { get; set; } = string.Empty;

    [GlobalSetup]
    public void SetUp() => _request = OtlpRequest.ToJson(Spans == "chats only" ? OtlpRequest.Chats() : OtlpRequest.Mixed());

    [Benchmark(Baseline = true, Description = "JsonDocument")]
    public int Document()
    {
        using var document = JsonDocument.Parse(_request);
        return document.RootElement.GetProperty("resourceSpans").GetArrayLength();
    }

    [Benchmark(Description = "decoder")]
    public int Decoder()
    {
        _batch.Clear();
        OtlpDecoder.Decode(_request, OtlpFormat.Json, OtlpSignal.Traces, _batch);
        return _batch.Spans.Count;
    }

    [Benchmark(Description = "decoder, GenAI spans read")]
    public int Everything() => Decoder() + _reader.Read(_batch);
}
