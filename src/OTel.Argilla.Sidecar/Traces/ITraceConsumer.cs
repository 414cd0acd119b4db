using OTel.Argilla.Exporter.Assembly;

namespace OTel.Argilla.Sidecar.Traces;

/// <summary>What is done with a complete trace.</summary>
internal interface ITraceConsumer
{
    /// <summary>Evaluates the trace, joined with those of the buffer that belong to it, and gives it back to the buffer. Never throws.</summary>
    void Run(BufferedTrace trace, TraceBuffer buffer);

    /// <summary>Nothing that comes can change the trace any more; called at the end of the input, and again when it is let go.</summary>
    void Settle(BufferedTrace trace);
}
