using System.Diagnostics;
using OTel.Argilla.Emulator;
using OTel.Argilla.Emulator.Faults;

namespace OTel.Argilla.Exporter.Tests.Processes;

/// <summary>How a real process ends while its server hangs.</summary>
[NonParallelizable]
public class ProcessExitTests
{
    // A provider's Dispose gives five seconds; a busy machine may take much longer to end a runtime, but waiting for the server would take longer still.
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(Waits.Long);

    [Test]
    public async Task DisposingOfTheProviderEndsTheProcessInTime()
    {
        var (said, exitCode, elapsed) = await RunAsync("dispose");

        Assert.That((said, exitCode), Is.EqualTo(("disposing", 0)));
        Assert.That(elapsed, Is.LessThan(Budget));
    }

    [Test]
    public async Task AProcessThatForgetsItsProviderIsNotHeldByOurThreads()
    {
        var (said, exitCode, elapsed) = await RunAsync("leave");

        Assert.That((said, exitCode), Is.EqualTo(("leaving", 0)));
        Assert.That(elapsed, Is.LessThan(Budget));
    }

    [Test]
    public async Task AServerThatAnswersGetsTheRecordOfAShortProcess()
    {
        await using var server = await ArgillaEmulator.StartAsync();
        var (said, exitCode, _) = await RunAsync("dispose", server);

        Assert.That((said, exitCode), Is.EqualTo(("disposing", 0)));
        Assert.That((string?)server.Records("llm-traces").Single().Fields["prompt"], Is.EqualTo("Why?"));
    }

    private static async Task<(string? Said, int ExitCode, TimeSpan Elapsed)> RunAsync(string mode)
    {
        await using var server = await ArgillaEmulator.StartAsync();
        server.Faults.Add(Fault.Hang());
        return await RunAsync(mode, server);
    }

    /// <summary>What the app said when it was about to end, and how long the end took from there.</summary>
    private static async Task<(string? Said, int ExitCode, TimeSpan Elapsed)> RunAsync(string mode, ArgillaEmulator server)
    {
        using var app = AppProcess.Start(server, mode);
        var said = await app.ReadAsync();
        var clock = Stopwatch.StartNew();
        await app.WaitForExitAsync();
        return (said, app.ExitCode, clock.Elapsed);
    }
}
