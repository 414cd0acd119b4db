using System.Diagnostics;
using OTel.Argilla.Load.Runs;
using OTel.Argilla.Load.Servers;

namespace OTel.Argilla.Load.Crash;

/// <summary>
/// The disk of the sidecar fills up while Argilla is away: requests are refused and sent again, the process is killed and started on the full disk, and refuses still. Then there is room, and
/// Argilla comes back: nothing was lost, nothing is there twice.
/// </summary>
internal static class FullDiskRun
{
    private const int RefusalsSeen = 30;

    /// <param name="options">As for a crash test; the data must lie on the disk that fills up.</param>
    /// <param name="makeRoom">Makes room on it, before the last start.</param>
    public static async Task<CrashReport> RunAsync(CrashOptions options, Func<Dictionary<string, string>, Task> makeRoom)
    {
        using var emulator = await EmulatorServer.StartAsync(Path.Combine(options.Directory, "argilla.db"));
        emulator.Go();
        var data = options.Data ?? Path.Combine(options.Directory, "data");
        var settings = new Dictionary<string, string>(options.Settings);
        var server = await Contenders.SidecarAsync(options.Command, data, emulator.Url, settings);
        try
        {
            var (http, grpc) = (server.Http, server.Grpc);
            settings["Receiver__HttpEndpoint"] = $"127.0.0.1:{http.Port}";
            settings["Receiver__GrpcEndpoint"] = $"127.0.0.1:{grpc.Port}";
            var work = new Workload(options.Seed);
            var clients = new RetryingClients(options.Clients, options.Seed, work.Next, () => (http, grpc));
            await RefusedAsync(clients, options);
            options.Say($"full: {clients.Acknowledged} acknowledged, {clients.Again} refused");
            for (var kill = 0; kill < options.Kills; kill++)
            {
                server.Kill();
                server.Dispose();
                server = await Contenders.SidecarAsync(options.Command, data, emulator.Url, settings);
                await RefusedAsync(clients, options);
                options.Say($"killed and started on the full disk: {clients.Acknowledged} acknowledged, {clients.Again} refused");
            }

            server.Kill();
            server.Dispose();
            await makeRoom(settings);
            await emulator.ComeAsync();
            server = await Contenders.SidecarAsync(options.Command, data, emulator.Url, settings);
            work.End();
            await clients.EndAsync();
            await Pause.Until(async () => await emulator.CountAsync("llm-traces") >= work.Traces, TimeSpan.FromMinutes(3), $"{work.Traces} records");
            var comparison = await ReplayComparison.RunAsync(emulator, work.Write(options.Directory), TimeSpan.FromSeconds(60));
            return new CrashReport(options.Kills + 1, clients.Acknowledged, clients.Again, work.Traces, comparison.Records, comparison.Problems);
        }
        finally
        {
            server.Dispose();
        }
    }

    /// <summary>Runs on a file system in memory of its own, which only root may make.</summary>
    public static async Task<CrashReport> OnSmallDiskAsync(CrashOptions options, int megabytes)
    {
        var disk = Directory.CreateDirectory(options.Data!).FullName;
        await MountAsync("-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk);
        try
        {
            return await RunAsync(options, _ => MountAsync("-o", $"remount,size={megabytes * 50}m", disk));
        }
        finally
        {
            using var unmount = Process.Start("umount", [disk]);
            await unmount.WaitForExitAsync();
        }
    }

    private static async Task MountAsync(params string[] arguments)
    {
        using var mount = Process.Start("mount", arguments);
        await mount.WaitForExitAsync();
        if (mount.ExitCode != 0)
        {
            throw new InvalidOperationException($"mount {string.Join(' ', arguments)}: {mount.ExitCode}");
        }
    }

    /// <summary>Until so many requests were refused while none was acknowledged.</summary>
    private static async Task RefusedAsync(RetryingClients clients, CrashOptions options)
    {
        var (acknowledged, again) = (-1, 0);
        await Pause.Until(
            () =>
            {
                clients.Check();
                if (clients.Acknowledged != acknowledged)
                {
                    (acknowledged, again) = (clients.Acknowledged, clients.Again);
                }

                return Task.FromResult(clients.Again >= again + RefusalsSeen);
            },
            TimeSpan.FromMinutes(3),
            "requests are refused");
        options.Say($"clients are told: {clients.LastAnswer}");
    }
}
