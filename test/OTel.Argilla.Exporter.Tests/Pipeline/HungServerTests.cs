using System.Diagnostics;
using OTel.Argilla.Emulator.Faults;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>
/// Facts 4 and 5 against a server that really hangs: the SDK never interrupts an export, whatever its time-out says, and gives the end of a provider
/// five seconds. So requests have a time-out of our own, and shutdown keeps to what it is given.
/// </summary>
[NonParallelizable]
public class HungServerTests
{
    [Test]
    public async Task Fact4_ARequestThatHangsIsGivenUpByOurOwnTimeoutAndTriedAgain()
    {
        await using var rig = await EmulatorRig.StartAsync(static options => options.TimeoutMilliseconds = 300);
        rig.Server.Faults.Add(Fault.Hang().For("PUT", "/records/bulk").Times(1));
        rig.Chat();

        Assert.That(rig.Flush(), Is.True);

        Assert.That(rig.Records, Has.Count.EqualTo(1));
        Assert.That(rig.BulkRequests.Select(static request => request.Status), Is.EquivalentTo(new[] { 0, 200 }));
    }

    [Test]
    public async Task Fact4_TheSdksExportTimeoutInterruptsNothing()
    {
        await using var rig = await EmulatorRig.StartAsync(static options =>
        {
            options.ExportProcessorType = OpenTelemetry.ExportProcessorType.Batch;
            options.BatchExportProcessorOptions.ExporterTimeoutMilliseconds = 1;
        });
        rig.Server.Faults.Add(Fault.Delay(TimeSpan.FromMilliseconds(200)).For("PUT", "/records/bulk"));
        rig.Chat();

        Assert.That(rig.Flush(), Is.True);
        Assert.That(rig.BulkRequests.Count(), Is.EqualTo(1));
        Assert.That(rig.Records, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Fact4_AFlushComesBackInItsOwnTime()
    {
        await using var rig = await EmulatorRig.StartAsync();
        rig.Server.Faults.Add(Fault.Hang());
        rig.Chat();

        var clock = Stopwatch.StartNew();
        Assert.That(rig.Flush(500), Is.False);
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromMilliseconds(Waits.Long)));
    }

    [Test]
    public async Task Fact5_TheEndOfTheProviderTakesNoLongerThanItsFiveSeconds()
    {
        await using var rig = await EmulatorRig.StartAsync(static options => options.ExportProcessorType = OpenTelemetry.ExportProcessorType.Batch);
        rig.Server.Faults.Add(Fault.Hang());
        rig.Chat();

        var clock = Stopwatch.StartNew();
        rig.Stop();

        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromMilliseconds(Waits.Long)));
    }

    [Test]
    public async Task SpansEndAtOnceWhileTheServerHangs()
    {
        await using var rig = await EmulatorRig.StartAsync();
        rig.Server.Faults.Add(Fault.Hang());
        rig.Chat("first");
        Assert.That(rig.Flush(200), Is.False);

        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 1000; i++)
        {
            rig.Chat("more");
        }

        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromMilliseconds(Waits.Long)), "a thousand spans on the app's thread");
    }
}
