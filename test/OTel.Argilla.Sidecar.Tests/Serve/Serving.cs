using System.Text.RegularExpressions;
using OTel.Argilla.Sidecar.Commands;
using OTel.Argilla.Sidecar.Hosting;
using OTel.Argilla.Sidecar.Tests.Commands;

namespace OTel.Argilla.Sidecar.Tests.Serve;

/// <summary><c>otel-argilla serve</c> in this process, with ports that the system chooses.</summary>
internal sealed partial class Serving : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TempDirectory _directory = new();
    private Task<int> _running = null!;

    public HttpClient Client { get; } = new();

    public SignallingWriter Log { get; } = new();

    public string Data => _directory.File("data");

    /// <summary>Ends when it has ended, which it should not while something is waited for.</summary>
    public Task Ended => _running;

    public Uri Otlp { get; private set; } = null!;

    public Uri Status { get; private set; } = null!;

    /// <param name="factory">What stands behind the receivers.</param>
    /// <param name="arguments">More arguments.</param>
    /// <param name="environment">Variables.</param>
    public static async Task<Serving> StartAsync(SidecarFactory factory, string[]? arguments = null, Dictionary<string, string?>? environment = null)
    {
        var serving = new Serving();
        var all = new Dictionary<string, string?>(environment ?? [])
        {
            ["Receiver__HttpEndpoint"] = "127.0.0.1:0",
            ["Receiver__GrpcEndpoint"] = "127.0.0.1:0",
            ["Status__Endpoint"] = "127.0.0.1:0",
            ["Emulator__Endpoint"] = "127.0.0.1:0",
        };
        serving._running = CommandLine.RunAsync(["serve", "--data", serving.Data, .. arguments ?? []], Cli.Io(all, error: serving.Log, factory: factory), serving._stop.Token);
        serving.Otlp = Url(await serving.Log.WaitForAsync("OTLP over HTTP", serving._running));
        serving.Status = Url(await serving.Log.WaitForAsync("status page", serving._running));
        return serving;
    }

    /// <summary>Asks it to stop; what it ends with.</summary>
    public async Task<int> StopAsync()
    {
        await _stop.CancelAsync();
        return await _running;
    }

    public static Uri Url(string line) => new(UrlPattern().Match(line).Value);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        Client.Dispose();
        await Log.DisposeAsync();
        _directory.Dispose();
    }

    [GeneratedRegex(@"http://[\w.:\[\]]+\d")]
    private static partial Regex UrlPattern();
}
