using System.Diagnostics.Metrics;

namespace OTel.Argilla.Exporter.Tests.Pipeline;

/// <summary>Listeners to the exporter's meter run in the middle of it. What they throw costs neither the app nor a record.</summary>
[NonParallelizable]
public class ThrowingListenerTests
{
    [Test]
    public async Task AMeterListenerThatThrowsCostsNothing()
    {
        using var listener = new MeterListener();
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "OTel.Argilla.Exporter")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => throw new InvalidOperationException());
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => throw new InvalidOperationException());
        listener.Start();
        await using var rig = await EmulatorRig.StartAsync(static options => options.Filter = static activity => activity.GetTagItem("out") is null);

        Assert.That(() => rig.Source.StartActivity("chat")!.SetTag("gen_ai.operation.name", "chat").SetTag("out", true).Stop(), Throws.Nothing);
        rig.Chat("one");
        rig.Chat("two");

        Assert.That(rig.Flush(), Is.True);
        Assert.That(rig.Records, Has.Count.EqualTo(2));
        Assert.That(rig.BulkRequests.Count(), Is.EqualTo(1), "a request that went well is not tried again");
    }
}
