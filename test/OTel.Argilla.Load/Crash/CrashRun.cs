using System.Text.Json.Nodes;
using OTel.Argilla.Load.Runs;
using OTel.Argilla.Load.Servers;

namespace OTel.Argilla.Load.Crash;

/// <summary>
/// Kills the sidecar again and again while clients send to it: in the middle of requests, while it delivers, while it starts. In the end Argilla must hold what <c>replay</c> makes of all that was
/// acknowledged: nothing is missing, nothing is there twice, nothing is otherwise.
/// </summary>
internal sealed class CrashRun : IDisposable
{
    private readonly CrashOptions _options;
    private readonly Random _random;
    private readonly EmulatorServer _emulator;
    private readonly Dictionary<string, string> _settings;
    private ServerProcess _server;
    private bool _isEmulatorAway;

    private CrashRun(CrashOptions options, EmulatorServer emulator, ServerProcess server, Dictionary<string, string> settings)
    {
        (_options, _emulator, _server, _settings) = (options, emulator, server, settings);
        _random = new Random(options.Seed);
    }

    private string Data => _options.Data ?? Path.Combine(_options.Directory, "data");

    public static async Task<CrashReport> RunAsync(CrashOptions options)
    {
        var emulator = await EmulatorServer.StartAsync(Path.Combine(options.Directory, "argilla.db"));
        var settings = new Dictionary<string, string>(options.Settings);
        ServerProcess? first = null;
        try
        {
            first = await Contenders.SidecarAsync(options.Command, options.Data ?? Path.Combine(options.Directory, "data"), emulator.Url, settings);
        }
        catch
        {
            emulator.Dispose();
            throw;
        }

        // It comes back where its clients look for it.
        settings["Receiver__HttpEndpoint"] = $"127.0.0.1:{first.Http.Port}";
        settings["Receiver__GrpcEndpoint"] = $"127.0.0.1:{first.Grpc.Port}";
        using var run = new CrashRun(options, emulator, first, settings);
        return await run.RunAsync(first.Http, first.Grpc);
    }

    public void Dispose()
    {
        _server.Dispose();
        _emulator.Dispose();
    }

    private async Task<CrashReport> RunAsync(Uri http, Uri grpc)
    {
        var work = new Workload(_options.Seed);
        var clients = new RetryingClients(_options.Clients, _options.Seed, work.Next, () => (http, grpc));
        for (var kill = 1; kill <= _options.Kills; kill++)
        {
            await TroubleAsync();
            await SomethingAsync(clients);
            _server.Kill();
            _server.Dispose();
            _server = Contenders.LaunchSidecar(_options.Command, Data, _emulator.Url, _settings);
            _options.Say($"kill {kill}: {clients.Acknowledged} acknowledged, {work.Traces} traces");
        }

        work.End();
        await EndTroubleAsync();
        await _server.ListensAsync();
        await clients.EndAsync();
        await Pause.Until(async () => await _emulator.CountAsync("llm-traces") >= work.Traces, TimeSpan.FromMinutes(3), $"{work.Traces} records");
        var comparison = await ReplayComparison.RunAsync(_emulator, work.Write(_options.Directory), TimeSpan.FromSeconds(60));
        return new CrashReport(_options.Kills, clients.Acknowledged, clients.Again, work.Traces, comparison.Records, comparison.Problems);
    }

    /// <summary>Until the next kill: some requests, and then a moment; or the start of a delivery; or hardly anything at all.</summary>
    private async Task SomethingAsync(RetryingClients clients)
    {
        switch (_random.Next(8))
        {
            case 0:
                // While it starts.
                await Pause.For(TimeSpan.FromMilliseconds(_random.Next(1, 500)));
                return;
            case 1 when !_isEmulatorAway && !_options.ArgillaFails:
                await _server.ListensAsync();
                var before = await _emulator.CountAsync("llm-traces");
                await UntilAsync(async () => await _emulator.CountAsync("llm-traces") > before, clients);
                return;
            default:
                await _server.ListensAsync();
                var enough = clients.Acknowledged + _random.Next(1, 60);
                await UntilAsync(() => Task.FromResult(clients.Acknowledged >= enough), clients);
                await Pause.For(TimeSpan.FromMilliseconds(_random.Next(1, 30)));
                return;
        }
    }

    private static Task UntilAsync(Func<Task<bool>> holds, RetryingClients clients) => Pause.Until(
        () =>
        {
            clients.Check();
            return holds();
        },
        TimeSpan.FromMinutes(1),
        "requests are acknowledged and records delivered");

    /// <summary>Something is wrong with Argilla, too, or no longer.</summary>
    private async Task TroubleAsync()
    {
        if (!_options.ArgillaFails)
        {
            return;
        }

        switch (_isEmulatorAway ? 5 : _random.Next(6))
        {
            case 0:
                await _emulator.FailAsync(new JsonObject { ["kind"] = "status", ["status"] = 500, ["times"] = 3 });
                break;
            case 1:
                await _emulator.FailAsync(new JsonObject { ["kind"] = "status", ["status"] = 503, ["retry_after"] = "1", ["times"] = 2 });
                break;
            case 2:
                await _emulator.FailAsync(new JsonObject { ["kind"] = "hang", ["times"] = 1 });
                break;
            case 3:
                await _emulator.FailAsync(new JsonObject { ["kind"] = "reset", ["after_write"] = true, ["times"] = 2 });
                break;
            case 4:
                _emulator.Go();
                _isEmulatorAway = true;
                break;
            default:
                await EndTroubleAsync();
                break;
        }
    }

    private async Task EndTroubleAsync()
    {
        if (_isEmulatorAway)
        {
            await _emulator.ComeAsync();
            _isEmulatorAway = false;
        }

        await _emulator.MendAsync();
    }
}
