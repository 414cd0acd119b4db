using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;
using OTel.Argilla.Benchmarks.Rig;

namespace OTel.Argilla.Benchmarks;

/// <summary>
/// What a span that is not GenAI pays: an HTTP-like span of five tags, started and stopped, in a provider without exporter, with ours, and with the OTLP
/// exporter behind a handler that answers at once.
/// </summary>
[MemoryDiagnoser]
public class OtherSpanBenchmarks
{
    private static readonly ActivitySource PlainSource = new("Benchmark.Plain", "1");
    private static readonly ActivitySource ArgillaSource = new("Benchmark.Argilla", "1");
    private static readonly ActivitySource OtlpSource = new("Benchmark.Otlp", "1");
    private TracerProvider? _plain;
    private TracerProvider? _argilla;
    private TracerProvider? _otlp;

    [GlobalSetup]
    public void SetUp()
    {
        _plain = Sdk.CreateTracerProviderBuilder().AddSource(PlainSource.Name).Build();
        _argilla = Sdk.CreateTracerProviderBuilder().AddSource(ArgillaSource.Name)
            .AddArgillaExporter(options =>
            {
                options.ApiKey = "not.sent";
                options.HttpClientFactory = static () => new HttpClient(new ReadingHandler());
            })
            .Build();
        _otlp = Sdk.CreateTracerProviderBuilder().AddSource(OtlpSource.Name)
            .AddOtlpExporter(static options =>
            {
                options.Protocol = OtlpExportProtocol.HttpProtobuf;
                options.HttpClientFactory = static () => new HttpClient(new ReadingHandler());
            })
            .Build();
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _plain?.Dispose();
        _argilla?.Dispose();
        _otlp?.Dispose();
    }

    [Benchmark(Baseline = true, Description = "no exporter")]
    public void Plain() => Run(PlainSource);

    [Benchmark(Description = "Argilla")]
    public void Argilla() => Run(ArgillaSource);

    [Benchmark(Description = "OTLP")]
    public void Otlp() => Run(OtlpSource);

    private static void Run(ActivitySource source)
    {
        using var activity = source.StartActivity("GET", ActivityKind.Client);
        activity?.SetTag("http.request.method", "GET");
        activity?.SetTag("server.address", "example.test");
        activity?.SetTag("url.full", "http://example.test/orders/7");
        activity?.SetTag("network.protocol.version", "1.1");
        activity?.SetTag("http.response.status_code", "200");
    }
}
