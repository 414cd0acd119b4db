using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;
using OTel.Argilla.Emulator;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>A tracer provider as an app builds it, with nothing replaced, and an emulator behind it.</summary>
internal sealed class EmulatorRig : IAsyncDisposable
{
    private readonly TracerProvider _provider;
    private int _stopped;

    private EmulatorRig(ArgillaEmulator server, Action<ArgillaExporterOptions>? configure, Action<TracerProviderBuilder>? build)
    {
        Server = server;
        Source = new ActivitySource("rig" + Guid.NewGuid().ToString("N"), "1");
        var builder = Sdk.CreateTracerProviderBuilder().AddSource(Source.Name);
        build?.Invoke(builder);
        _provider = builder.AddArgillaExporter(options =>
        {
            options.ApiUrl = server.Url;
            options.ApiKey = server.ApiKey;

            // The SDK's batch processor takes up to a second to notice that its queue is empty.
            options.ExportProcessorType = ExportProcessorType.Simple;
            configure?.Invoke(options);
        }).Build();
    }

    public ArgillaEmulator Server { get; }

    public ActivitySource Source { get; }

    public IReadOnlyList<EmulatedRecord> Records => Server.Records("llm-traces");

    public IEnumerable<EmulatedRequest> BulkRequests => Server.Requests.Where(static request => request.Target.EndsWith("/records/bulk", StringComparison.Ordinal));

    public static async Task<EmulatorRig> StartAsync(Action<ArgillaExporterOptions>? configure = null, Action<TracerProviderBuilder>? build = null, string? setup = null) =>
        new(await ArgillaEmulator.StartAsync(new ArgillaEmulatorOptions { Setup = setup }), configure, build);

    /// <summary>In front of an emulator that was started otherwise.</summary>
    public static EmulatorRig Over(ArgillaEmulator server) => new(server, configure: null, build: null);

    public void Chat(string prompt = "Why?", string response = "Because.")
    {
        Activity.Current = null;
        GenAISpans.Chat(Source, prompt, response).Stop();
    }

    public bool Flush(int timeoutMilliseconds = Waits.Long) => _provider.ForceFlush(timeoutMilliseconds);

    /// <summary>As an app does at its end.</summary>
    public void Stop()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            _provider.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A test that leaves the server hanging must not wait for its own end.
        _provider.Shutdown(0);
        Stop();
        await Server.DisposeAsync();
        Source.Dispose();
    }
}
