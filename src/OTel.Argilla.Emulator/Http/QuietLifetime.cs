using Microsoft.Extensions.Hosting;

namespace OTel.Argilla.Emulator.Http;

/// <summary>Lives as long as the emulator object: signals stay with the application around it.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
