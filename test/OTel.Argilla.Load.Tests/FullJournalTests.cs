using System.Globalization;
using OTel.Argilla.Load.Crash;
using OTel.Argilla.Load.Runs;

namespace OTel.Argilla.Load.Tests;

/// <summary>The journal is as large as it may be while Argilla is away.</summary>
public sealed class FullJournalTests
{
    private const string MaxBytes = "Journal__MaxBytes";

    [Test]
    public async Task What_is_refused_comes_again_and_nothing_is_lost_or_doubled()
    {
        using var directory = new TemporaryDirectory();
        var options = new CrashOptions
        {
            Command = Contenders.Command,
            Directory = directory.Path,
            Seed = 4319,
            Kills = 1,
            Settings = new() { [MaxBytes] = (2 * 1024 * 1024).ToString(CultureInfo.InvariantCulture) },
            Say = TestContext.Progress.WriteLine,
        };

        var report = await FullDiskRun.RunAsync(options, static settings =>
        {
            settings[MaxBytes] = (1024 * 1024 * 1024).ToString(CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });

        TestContext.Out.WriteLine(report);
        Assert.That(report.Problems, Is.Empty);
        Assert.That(report.Records, Is.EqualTo(report.Traces));
    }
}
