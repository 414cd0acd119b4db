using Microsoft.Extensions.Options;
using OTel.Argilla.Exporter.Pipeline;

namespace OTel.Argilla.Exporter.Registration;

/// <summary>One pipeline for each options name, shared by traces and logs. A singleton of the app's services.</summary>
internal sealed class PipelineRegistry : IDisposable
{
    private readonly IOptionsMonitor<ArgillaExporterOptions> _options;
    private readonly PipelineFactory _factory;
    private readonly object _gate = new();
    private readonly Dictionary<string, Shared> _pipelines = new(StringComparer.Ordinal);

    public PipelineRegistry(IOptionsMonitor<ArgillaExporterOptions> options, PipelineFactory factory)
    {
        _options = options;
        _factory = factory;
    }

    /// <summary>A share in the pipeline of that name, which is made when it is the first. Throws when the options are not valid: this is start-up.</summary>
    public PipelineLease Acquire(string name)
    {
        lock (_gate)
        {
            if (!_pipelines.TryGetValue(name, out var shared))
            {
                shared = new Shared(_factory.Create(_options.Get(name), observesIntake: true));
                _pipelines.Add(name, shared);
            }

            shared.Users++;
            return new PipelineLease(shared.Pipeline, timeout => Release(name, shared, timeout));
        }
    }

    /// <summary>Stops what nobody gave back, as when building a provider failed half-way.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var shared in _pipelines.Values)
            {
                PipelineLease.Stop(shared.Pipeline, 0);
            }

            _pipelines.Clear();
        }
    }

    private bool Release(string name, Shared shared, int timeoutMilliseconds)
    {
        bool isLast;
        lock (_gate)
        {
            isLast = --shared.Users == 0;
            if (isLast && _pipelines.TryGetValue(name, out var current) && ReferenceEquals(current, shared))
            {
                _pipelines.Remove(name);
            }
        }

        var cap = timeoutMilliseconds < 0 ? shared.Pipeline.ShutdownCapMilliseconds : timeoutMilliseconds;
        if (isLast)
        {
            // Providers are disposed one after the other, each with its own five seconds: a server that hangs costs the exit of a process only one of them.
            return PipelineLease.Stop(shared.Pipeline, Math.Max(0, cap - Volatile.Read(ref shared.WaitedInVain)));
        }

        var spent = new Deadline(TimeProvider.System, cap);
        var delivered = shared.Pipeline.Flush(cap);
        if (!delivered)
        {
            Interlocked.Add(ref shared.WaitedInVain, spent.ElapsedMilliseconds);
        }

        return delivered;
    }

    private sealed class Shared
    {
        public int WaitedInVain;

        public Shared(ArgillaPipeline pipeline) => Pipeline = pipeline;

        public ArgillaPipeline Pipeline { get; }

        public int Users { get; set; }
    }
}
