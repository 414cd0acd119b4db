using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;
using OTel.Argilla.Exporter.Registration;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>A real tracer provider with the exporter registered as an app does it.</summary>
internal sealed class Rig : IDisposable
{
    private bool _disposed;

    public Rig(Action<ArgillaExporterOptions>? configure = null, FakeFactory? factory = null, Action<TracerProviderBuilder>? build = null, [CallerMemberName] string name = "")
    {
        Factory = factory ?? new FakeFactory();
        Source = new ActivitySource(name + Guid.NewGuid().ToString("N"), "1");
        var builder = Sdk.CreateTracerProviderBuilder()
            .AddSource(Source.Name)
            .ConfigureServices(services => services.AddSingleton<PipelineFactory>(Factory));
        builder.AddArgillaExporter(options =>
        {
            options.ApiKey = "key";
            configure?.Invoke(options);
        });
        build?.Invoke(builder);
        Provider = builder.Build();
    }

    public FakeFactory Factory { get; }

    public FakeDelivery Delivery => Factory.Delivery;

    public ActivitySource Source { get; }

    public TracerProvider Provider { get; }

    public void Stop()
    {
        _disposed = true;
        Provider.Dispose();
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            Provider.Dispose();
        }

        Source.Dispose();
        Factory.Dispose();
    }
}
