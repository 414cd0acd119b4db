namespace OTel.Argilla.Exporter.Pipeline;

/// <summary>
/// One user's share in a pipeline. The pipeline stops when the last share is given back, so that log records still arrive after the tracer
/// provider is gone; the others deliver what is there and leave.
/// </summary>
internal sealed class PipelineLease
{
    private readonly Func<int, bool> _release;
    private int _released;

    /// <summary>The only share in a pipeline.</summary>
    public PipelineLease(ArgillaPipeline pipeline)
        : this(pipeline, timeout => Stop(pipeline, timeout))
    {
    }

    public PipelineLease(ArgillaPipeline pipeline, Func<int, bool> release)
    {
        Pipeline = pipeline;
        _release = release;
    }

    public ArgillaPipeline Pipeline { get; }

    /// <summary>Gives the share back; later calls do nothing.</summary>
    public bool Release(int timeoutMilliseconds) => Interlocked.Exchange(ref _released, 1) != 0 || _release(timeoutMilliseconds);

    internal static bool Stop(ArgillaPipeline pipeline, int timeoutMilliseconds)
    {
        var delivered = pipeline.Shutdown(timeoutMilliseconds);
        pipeline.Dispose();
        return delivered;
    }
}
