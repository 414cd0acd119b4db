using System.Runtime.InteropServices;

namespace OTel.Argilla.Sidecar.Hosting;

/// <summary>The first SIGTERM or SIGINT asks for a graceful stop; the second ends the process, as the system does without us.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _asked;
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _interrupt;

    public StopSignals(CancellationToken cancellation)
    {
        _asked = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
    }

    /// <summary>Cancelled when a stop was asked for.</summary>
    public CancellationToken Asked => _asked.Token;

    public void Dispose()
    {
        _terminate.Dispose();
        _interrupt.Dispose();
        _asked.Dispose();
    }

    private void Ask(PosixSignalContext context)
    {
        context.Cancel = !_asked.IsCancellationRequested;
        _asked.Cancel();
    }
}
