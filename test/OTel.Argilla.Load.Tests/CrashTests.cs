using OTel.Argilla.Load.Crash;
using OTel.Argilla.Load.Runs;

namespace OTel.Argilla.Load.Tests;

/// <summary>The sidecar is killed while clients send to it; in the end Argilla holds what replay makes of all that was acknowledged.</summary>
public sealed class CrashTests
{
    [TestCase(false, 4)]
    [TestCase(true, 3)]
    public async Task Nothing_acknowledged_is_lost_or_doubled(bool argillaFails, int kills)
    {
        using var directory = new TemporaryDirectory();

        var report = await CrashRun.RunAsync(new CrashOptions
        {
            Command = Contenders.Command,
            Directory = directory.Path,
            Seed = 4317,
            Kills = kills,
            ArgillaFails = argillaFails,
            Settings = new() { ["Argilla__TimeoutMilliseconds"] = "2000" },
            Say = TestContext.Progress.WriteLine,
        });

        TestContext.Out.WriteLine(report);
        Assert.That(report.Problems, Is.Empty);
        Assert.That(report.Records, Is.EqualTo(report.Traces));
        Assert.That(report.Requests, Is.GreaterThan(kills));
    }
}
