using Microsoft.Extensions.Hosting;

namespace OTel.Argilla.Sidecar.Receivers;

/// <summary>The process belongs to whoever has started a web server in it.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
