using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using OTel.Argilla.Exporter;

namespace OTel.Argilla.Benchmarks.Rig;

/// <summary>
/// An exporter as the batch processor drives it: a batch of spans that have ended goes in, and is done when the handler has read the last request made
/// of them. Whatever the exporter does on threads of its own lies in between. The SDK's queue, the same for every exporter, is left out: its waits
/// for threads to wake up would hide what is compared.
/// </summary>
internal sealed class SpanExport : IDisposable
{
    private readonly BaseExporter<Activity> _exporter;
    private readonly TracerProvider _provider;

    private SpanExport(BaseExporter<Activity> exporter)
    {
        _exporter = exporter;
        // The provider gives the exporter its resource, and disposes of it.
        _provider = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(static resource => resource.AddService("shop", "backend", "1.4.2", serviceInstanceId: "shop-1"))
            .AddProcessor(new SimpleActivityExportProcessor(exporter))
            .Build();
    }

    public static SpanExport Argilla(Stream? sink = null) => new(new ArgillaExporter(new ArgillaExporterOptions
    {
        ApiKey = "not.sent",
        HttpClientFactory = () => new HttpClient(new ArgillaHandler(sink)),
    }));

    public static SpanExport Otlp(Stream? sink = null) => new(new OtlpTraceExporter(new OtlpExporterOptions
    {
        Protocol = OtlpExportProtocol.HttpProtobuf,
        HttpClientFactory = () => new HttpClient(new ReadingHandler(sink)),
    }));

    /// <summary>Exports these spans and waits until all of them are sent. OTLP sends within Export, and has nothing left to flush.</summary>
    public void Send(Activity[] ended)
    {
        if (_exporter.Export(new Batch<Activity>(ended, ended.Length)) != ExportResult.Success || !_exporter.ForceFlush())
        {
            throw new InvalidOperationException("Not everything was sent.");
        }
    }

    public void Dispose() => _provider.Dispose();
}
