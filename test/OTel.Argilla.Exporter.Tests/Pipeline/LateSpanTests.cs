using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>What an app does while its provider ends, and what hooks do that they should not.</summary>
[NonParallelizable]
public class LateSpanTests
{
    [TestCase(ExportProcessorType.Batch)]
    [TestCase(ExportProcessorType.Simple)]
    public void SpansThatEndWhileTheLastRecordsAreMadeAreCounted(ExportProcessorType type)
    {
        var late = new List<Activity>();
        var isFirst = true;
        using var rig = new Rig(options =>
        {
            options.ExportProcessorType = type;
            options.TraceGracePeriod = TimeSpan.FromSeconds(60);
            options.RecordHook = record =>
            {
                if (isFirst)
                {
                    isFirst = false;
                    var app = new Thread(() => late.ForEach(static span => span.Stop()));
                    app.UnsafeStart();
                    app.Join();
                }

                return record;
            };
        });
        for (var i = 0; i < 10; i++)
        {
            Activity.Current = null;
            late.Add(GenAISpans.Chat(rig.Source));
        }

        Activity.Current = null;
        GenAISpans.Chat(rig.Source).Stop();
        rig.Provider.Shutdown(Waits.Long);

        Assert.That((rig.Factory.Spans("exported"), rig.Factory.Spans("dropped")), Is.EqualTo((1, 10)), string.Join(" ", rig.Factory.Counts));
    }

    /// <summary>It would begin an evaluation in the middle of one.</summary>
    [TestCase(ExportProcessorType.Batch)]
    [TestCase(ExportProcessorType.Simple)]
    public void AHookThatFlushesLosesNothingAndTheAppEnds(ExportProcessorType type)
    {
        Rig? rig = null;
        var flushed = new List<bool>();
        rig = new Rig(options =>
        {
            options.ExportProcessorType = type;
            options.RecordHook = record =>
            {
                flushed.Add(rig!.Provider.ForceFlush(100));
                return record;
            };
        });
        GenAISpans.Chat(rig.Source).Stop();
        var app = new Thread(() =>
        {
            rig.Provider.ForceFlush(Waits.Long);
            rig.Stop();
        })
        { IsBackground = true };
        app.Start();

        Assert.That(app.Join(Waits.Long), Is.True);
        Assert.That(flushed, Is.EqualTo([false]));
        Assert.That(rig.Delivery.Records, Has.Count.EqualTo(1));
        Assert.That(rig.Factory.Spans("exported"), Is.EqualTo(1));
        rig.Dispose();
    }
}
