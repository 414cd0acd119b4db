using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;
using OTel.Argilla.Emulator;
using OTel.Argilla.Emulator.Faults;
using OTel.Argilla.Exporter.Pipeline;
using OTel.Argilla.Exporter.Registration;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>A provider that is gone leaves nothing: no thread, no timer, no loop keeps its pipeline alive.</summary>
[NonParallelizable]
public class LeakTests
{
    [TestCase(ExportProcessorType.Batch, false)]
    [TestCase(ExportProcessorType.Simple, false)]
    [TestCase(ExportProcessorType.Batch, true)]
    public async Task NothingKeepsAPipelineAliveAfterItsProvider(ExportProcessorType type, bool serverHangs)
    {
        await using var server = await ArgillaEmulator.StartAsync();
        if (serverHangs)
        {
            server.Faults.Add(Fault.Hang());
        }

        var timers = Timer.ActiveCount;
        var pipelines = new List<WeakReference>();
        for (var i = 0; i < 3; i++)
        {
            pipelines.Add(RunApp(server, type));
        }

        Assert.That(SpinWait.SpinUntil(() => Collected(pipelines), TimeSpan.FromMilliseconds(Waits.Long)), Is.True, "a root holds the pipeline");
        Assert.That(SpinWait.SpinUntil(() => Timer.ActiveCount <= timers, TimeSpan.FromMilliseconds(Waits.Long)), Is.True, "a timer runs on");
    }

    // Not inlined, so that no local of it lives on.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RunApp(ArgillaEmulator server, ExportProcessorType type)
    {
        var factory = new WatchedFactory();
        using var source = new ActivitySource("leak" + Guid.NewGuid().ToString("N"));
        using (var provider = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton<PipelineFactory>(factory))
            .AddSource(source.Name)
            .AddArgillaExporter(options =>
            {
                options.ApiUrl = server.Url;
                options.ApiKey = server.ApiKey;
                options.ExportProcessorType = type;
            })
            .Build())
        {
            Activity.Current = null;
            GenAISpans.Chat(source).Stop();
            provider.Shutdown(500);
        }

        return factory.Pipeline!;
    }

    private static bool Collected(List<WeakReference> references)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return references.TrueForAll(static reference => !reference.IsAlive);
    }

    private sealed class WatchedFactory : PipelineFactory
    {
        public WeakReference? Pipeline { get; private set; }

        public override ArgillaPipeline Create(ArgillaExporterOptions options, bool observesIntake)
        {
            var pipeline = base.Create(options, observesIntake);
            Pipeline = new WeakReference(pipeline);
            return pipeline;
        }
    }
}
